/** What senders and the warehouse agreed on: one ODCS 3.1 document a feed. May import: {@code contract.value}, {@code warehouse}. */
package ru.orientir.etl.contract;
