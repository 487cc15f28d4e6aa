/** The pipeline that fills the warehouse. */
package ru.orientir.etl;
