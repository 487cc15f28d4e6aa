package ru.orientir.dashboards.superset;

/**
 * Something wrong with an asset.
 *
 * @param file file it stands in, relative to the folder of assets
 * @param path keys that lead to it: {@code columns[2].verbose_name}; empty for the file as a whole
 * @param problem what is wrong, with values
 * @param remedy what to do
 */
public record Finding(String file, String path, String problem, String remedy) {

    @Override
    public String toString() {
        return file + (path.isEmpty() ? "" : ": " + path) + ": " + problem + "; " + remedy;
    }
}
