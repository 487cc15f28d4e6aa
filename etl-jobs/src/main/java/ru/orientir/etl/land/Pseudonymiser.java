package ru.orientir.etl.land;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import ru.orientir.etl.contract.value.DateText;

/**
 * Replaces an identity by a keyed hash: HMAC-SHA256 over the normalised parts, first 16 bytes, 32 hex digits. Spelling
 * variants that people make (case, spaces, ё, Latin look-alikes, kinds of hyphens) give the same pseudonym.
 */
public final class Pseudonymiser implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final String ALGORITHM = "HmacSHA256";
    private static final String LATIN = "ABCEHKMOPTXYЁ";
    private static final String CYRILLIC = "АВСЕНКМОРТХУЕ";
    private static final String HYPHENS = "‐‑‒–—―−­";

    private final byte[] key;
    private final String keyId;
    private transient Mac mac;

    public Pseudonymiser(byte[] key, String keyId) {
        if (key.length < 16) {
            throw new IllegalArgumentException("A pseudonym key needs at least 16 bytes, this one has " + key.length);
        }
        this.key = key.clone();
        this.keyId = keyId;
    }

    public String keyId() {
        return keyId;
    }

    /** The pseudonym of an identity given part by part; a date counts the same in every notation. */
    public synchronized String pseudonym(List<String> parts) {
        String identity =
                String.join("|", parts.stream().map(Pseudonymiser::normalised).toList());
        byte[] hash = mac().doFinal(identity.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(hash, 0, 16);
    }

    static String normalised(String part) {
        if (part == null) {
            return "";
        }
        LocalDate date = DateText.parse(part);
        if (date != null) {
            return date.toString();
        }
        String upper = part.toUpperCase(Locale.ROOT);
        StringBuilder normalised = new StringBuilder(upper.length());
        for (int i = 0; i < upper.length(); i++) {
            char letter = upper.charAt(i);
            if (Character.isWhitespace(letter) || Character.isSpaceChar(letter)) {
                letter = ' ';
            } else if (HYPHENS.indexOf(letter) >= 0) {
                letter = '-';
            } else if (LATIN.indexOf(letter) >= 0) {
                letter = CYRILLIC.charAt(LATIN.indexOf(letter));
            }
            normalised.append(letter);
        }
        return normalised.toString().strip().replaceAll(" +", " ").replaceAll(" ?- ?", "-");
    }

    private Mac mac() {
        if (mac == null) {
            try {
                mac = Mac.getInstance(ALGORITHM);
                mac.init(new SecretKeySpec(key, ALGORITHM));
            } catch (GeneralSecurityException impossible) {
                throw new IllegalStateException("This Java has no " + ALGORITHM, impossible);
            }
        }
        return mac;
    }

    @Override
    public String toString() {
        return "Pseudonymiser[" + keyId + "]";
    }
}
