/** Texts of senders and the values they stand for: dates, numbers, years, grades, salaries, tax numbers. May import: none. */
package ru.orientir.etl.contract.value;
