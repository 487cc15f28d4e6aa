/** What senders and the warehouse agreed on: one ODCS 3.1 document a feed. */
package ru.orientir.etl.contract;
