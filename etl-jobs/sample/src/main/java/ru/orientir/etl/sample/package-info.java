/** The sample region: what real senders would deliver, made from a seed, with what a correct pipeline must find in it. May import: none. */
package ru.orientir.etl.sample;
