package ru.orientir.etl.contract;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a sender and the warehouse agreed on for one feed: read from {@code contracts/<feed>.odcs.yaml}.
 *
 * @param feed feed code: folder in the inbox, name of the contract
 * @param version version of the contract
 * @param expectedFromKind kind of organization that must report each year; null where nobody must
 * @param reportsOfKind kind of organization that the reports are about, where it is not who reports; else null
 * @param form what the files look like
 * @param fields landed fields in order, derived ones included, identities and dropped columns not
 * @param privateColumns identities and dropped columns
 * @param businessKey fields that tell one conformed row from another
 * @param replaces fields whose values a later file replaces as a whole; empty where rows replace rows
 * @param latestBy field that orders versions of the same rows; null for the order of arrival
 * @param latestWinsSilently whether a repeated key is a newer state and no duplicate
 * @param organizationField field that names the organization that reports; null where there is none
 * @param reportingYearField date or year field that decides the reporting year
 * @param reportingYearIsBounded whether rows before the years taken in are rejects; where not, they stand for later years
 * @param maxRejectedShare share of rejected rows above which a file is refused, 0..1
 * @param rules rules about several fields
 */
public record FeedContract(
        String feed,
        String version,
        String expectedFromKind,
        String reportsOfKind,
        FileForm form,
        List<ContractField> fields,
        List<PrivateColumn> privateColumns,
        List<String> businessKey,
        List<String> replaces,
        String latestBy,
        boolean latestWinsSilently,
        String organizationField,
        String reportingYearField,
        boolean reportingYearIsBounded,
        double maxRejectedShare,
        List<DeclaredRule> rules)
        implements Serializable {

    /** Kind of organization that must report each year. */
    public Optional<String> expectedFrom() {
        return Optional.ofNullable(expectedFromKind);
    }

    /** Whether forms tell the reporting organization by its name and not by its code. */
    public boolean isTellingOrganizationByName() {
        return organizationField != null && !organizationField.endsWith("_id");
    }

    /** Kind of organization that the expected reports are about. */
    public Optional<String> reportsOf() {
        return Optional.ofNullable(reportsOfKind).or(this::expectedFrom);
    }

    /** Position of a field among {@link #fields()}; −1 for a name that is none. */
    public int indexOf(String field) {
        for (int i = 0; i < fields.size(); i++) {
            if (fields.get(i).name().equals(field)) {
                return i;
            }
        }
        return -1;
    }

    /** The field of a name. */
    public ContractField field(String name) {
        int index = indexOf(name);
        if (index < 0) {
            throw new InvalidContractException("Contract %s has no field '%s'".formatted(feed, name));
        }
        return fields.get(index);
    }

    /** Whether persons can be told from a row. */
    public boolean hasIdentities() {
        return privateColumns.stream().anyMatch(PrivateColumn::isIdentity);
    }

    /** What a column is called by its sender, private columns included. */
    public String nameRuOf(String column) {
        List<String> names = new ArrayList<>();
        fields.stream().filter(f -> f.name().equals(column)).forEach(f -> names.add(f.nameRu()));
        privateColumns.stream().filter(c -> c.name().equals(column)).forEach(c -> names.add(c.nameRu()));
        return names.isEmpty() ? column : names.get(0);
    }
}
