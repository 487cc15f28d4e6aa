/** The sample region: what real senders would deliver, made from a seed, with what a correct pipeline must find in it. */
package ru.orientir.etl.sample;
