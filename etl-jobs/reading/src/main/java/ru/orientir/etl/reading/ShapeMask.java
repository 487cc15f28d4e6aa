package ru.orientir.etl.reading;

/** Keeps the shape of a text and none of its content: letters become {@code x}, digits {@code 9}. */
final class ShapeMask {
    private static final int LONGEST = 40;

    private ShapeMask() {}

    static String of(String text) {
        if (text == null) {
            return null;
        }
        StringBuilder shape = new StringBuilder(Math.min(text.length(), LONGEST + 1));
        for (int i = 0; i < text.length() && i < LONGEST; i++) {
            char letter = text.charAt(i);
            shape.append(Character.isDigit(letter) ? '9' : Character.isLetter(letter) ? 'x' : letter);
        }
        return text.length() > LONGEST ? shape.append('…').toString() : shape.toString();
    }
}
