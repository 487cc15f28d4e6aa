package ru.orientir.etl.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TeardownTest {

    private final List<String> closed = new ArrayList<>();
    private final Teardown teardown = new Teardown();

    @Test
    void theLastOpenedIsClosedFirst() {
        for (String name : List.of("server", "lock", "job")) {
            teardown.add(() -> closed.add(name));
        }

        teardown.close();

        assertThat(closed).containsExactly("job", "lock", "server");
    }

    @Test
    void aFailureDoesNotKeepTheOthersOpen() {
        teardown.add(() -> closed.add("server"));
        teardown.add(() -> {
            throw new java.io.IOException("gone");
        });
        teardown.add(() -> closed.add("job"));

        teardown.close();

        assertThat(closed).containsExactly("job", "server");
    }

    @Test
    void eachIsClosedOnceHoweverOftenItIsAsked() {
        teardown.add(() -> closed.add("server"));

        teardown.close();
        teardown.close();

        assertThat(closed).containsExactly("server");
    }

    @Test
    void whatIsOpenedWhileClosingIsClosedToo() {
        teardown.add(() -> teardown.add(() -> closed.add("late")));
        assertThat(teardown.isClosing()).isFalse();

        teardown.close();

        assertThat(closed).containsExactly("late");
        assertThat(teardown.isClosing()).isTrue();
    }
}
