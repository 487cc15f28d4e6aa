package ru.orientir.etl.reading;

/** A file that cannot be used at all; rows handed on before must be discarded. */
public class RefusedFile extends Exception {
    private static final long serialVersionUID = 1L;

    private final Rejection rejection;

    /**
     * @param rule code of the file rule
     * @param messageRu names the file, the place in it and the remedy
     * @param messageEn the same in English
     */
    public RefusedFile(String rule, String messageRu, String messageEn) {
        super(messageEn);
        this.rejection = new Rejection(rule, Rejection.Severity.FILE, null, null, null, messageRu, messageEn, null);
    }

    public Rejection rejection() {
        return rejection;
    }
}
