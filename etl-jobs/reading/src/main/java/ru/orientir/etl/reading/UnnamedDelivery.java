package ru.orientir.etl.reading;

import java.util.List;
import java.util.function.Supplier;
import ru.orientir.etl.contract.FeedContract;

/** Gives deliveries of a feed about persons a name that tells none, before the name is noted anywhere. */
public final class UnnamedDelivery {
    private static final int DISTINCTION = 8;

    private UnnamedDelivery() {}

    /**
     * The same file under a name in which persons are reduced to their shape; a piece of the name's pseudonym tells two such
     * files apart, and the same file delivered again is known by it.
     */
    public static SourceFile of(SourceFile file, FeedContract contract, Supplier<Pseudonymiser> pseudonymiser) {
        String unnamed = IdentityText.withoutPersons(file.name());
        if (!contract.hasIdentities() || unnamed.equals(file.name())) {
            return file;
        }
        String pseudonym = pseudonymiser.get().pseudonym(List.of(file.name())).substring(0, DISTINCTION);
        int dot = unnamed.lastIndexOf('.');
        int end = dot > unnamed.lastIndexOf('/') ? dot : unnamed.length();
        return file.named(unnamed.substring(0, end) + " (" + pseudonym + ")" + unnamed.substring(end));
    }
}
