package ru.orientir.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WarehouseMigrationTest {
    @Test
    void leavesAnUpToDateDatabaseAsItIs() {
        assertThat(new WarehouseMigration(Warehouse.migrated()).migrate()).isZero();
    }
}
