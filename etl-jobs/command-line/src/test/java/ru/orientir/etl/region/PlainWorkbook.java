package ru.orientir.etl.region;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipFile;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * A small reader of workbooks, written for the tests so that they do not rest on the reader they test. A sheet is its rows by number,
 * a row its texts by column letters; a formula has no text.
 */
record PlainWorkbook(Map<String, Map<Integer, Map<String, String>>> sheets) {

    static PlainWorkbook read(Path file) {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            List<String> strings = new ArrayList<>();
            if (zip.getEntry("xl/sharedStrings.xml") != null) {
                for (Element string : children(xml(zip, "xl/sharedStrings.xml"), "si")) {
                    strings.add(string.getTextContent());
                }
            }
            Map<String, String> targets = new TreeMap<>();
            for (Element relation : children(xml(zip, "xl/_rels/workbook.xml.rels"), "Relationship")) {
                targets.put(relation.getAttribute("Id"), relation.getAttribute("Target"));
            }
            Map<String, Map<Integer, Map<String, String>>> sheets = new LinkedHashMap<>();
            for (Element sheet : children(xml(zip, "xl/workbook.xml"), "sheet")) {
                String part = targets.get(sheet.getAttribute("r:id")).replaceFirst("^/?xl/", "");
                sheets.put(sheet.getAttribute("name"), rows(xml(zip, "xl/" + part), strings));
            }
            return new PlainWorkbook(sheets);
        } catch (Exception e) {
            throw new IllegalStateException("Cannot read " + file, e);
        }
    }

    private static Map<Integer, Map<String, String>> rows(Document sheet, List<String> strings) {
        Map<Integer, Map<String, String>> rows = new TreeMap<>();
        for (Element cell : children(sheet, "c")) {
            String address = cell.getAttribute("r");
            NodeList values = cell.getElementsByTagName("v");
            String text;
            if (cell.getElementsByTagName("f").getLength() > 0) {
                continue;
            } else if (cell.getAttribute("t").equals("inlineStr")) {
                text = cell.getTextContent();
            } else if (values.getLength() == 0) {
                continue;
            } else if (cell.getAttribute("t").equals("s")) {
                text = strings.get(Integer.parseInt(values.item(0).getTextContent()));
            } else {
                text = values.item(0).getTextContent().replaceFirst("\\.0$", "");
            }
            rows.computeIfAbsent(Integer.valueOf(address.replaceAll("\\D", "")), number -> new TreeMap<>())
                    .put(address.replaceAll("\\d", ""), text.strip());
        }
        return rows;
    }

    private static List<Element> children(Document document, String name) {
        NodeList found = document.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            elements.add((Element) found.item(i));
        }
        return elements;
    }

    private static Document xml(ZipFile zip, String part) throws IOException {
        try (InputStream stream = zip.getInputStream(zip.getEntry(part))) {
            return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(stream);
        } catch (Exception e) {
            throw new IOException(part, e);
        }
    }
}
