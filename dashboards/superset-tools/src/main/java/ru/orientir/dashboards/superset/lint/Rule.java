package ru.orientir.dashboards.superset.lint;

import ru.orientir.dashboards.superset.Assets;

/** One thing that must hold of the assets. */
interface Rule {

    void check(Assets assets, Findings findings);
}
