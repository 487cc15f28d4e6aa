/** One class a command; what operators type and read. Russian is spoken to those who send files, English to operators. */
package ru.orientir.etl.cli;
