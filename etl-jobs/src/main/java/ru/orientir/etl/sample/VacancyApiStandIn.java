package ru.orientir.etl.sample;
/** placeholder */
public final class VacancyApiStandIn {}
