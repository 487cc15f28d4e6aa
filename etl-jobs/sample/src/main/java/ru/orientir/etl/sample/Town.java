package ru.orientir.etl.sample;

/**
 * One town of the sample.
 *
 * @param index position in the sample, from 0
 * @param territoryId OKTMO code of 8 digits
 * @param name name as the territory reference has it
 * @param place the town as it stands in a postal address
 * @param regionName the region as it stands in a postal address
 * @param regionCode two-digit code of the region
 * @param regionFile what names the region's files
 */
record Town(
        int index,
        String territoryId,
        String name,
        String place,
        String regionName,
        int regionCode,
        String regionFile) {

    String address(String street, int house) {
        return regionName + ", " + place + ", " + street + ", д. " + house;
    }

    /** The place without the word for a city, for names of organizations. */
    String shortPlace() {
        return place.replace(" муниципальный район", " район").replace(" городской округ", " округ");
    }
}
