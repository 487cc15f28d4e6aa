package ru.orientir.etl.job;

/** Runs the nightly load and the backfill: the one way into the pipeline for the command line and the scheduler. */
public class NightlyLoad {

    /** Runs a load to its end. The caller holds the run lock. */
    public LoadOutcome run(LoadRequest request, LoadProgress progress) {
        throw new UnsupportedOperationException("The load's steps are not assembled");
    }
}
