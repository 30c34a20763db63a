import java.io.PrintStream;
import java.io.File;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDMarkedContentReference;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureNode;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureTreeRoot;
import org.apache.pdfbox.pdmodel.documentinterchange.markedcontent.PDMarkedContent;
import org.apache.pdfbox.util.PDFMarkedContentExtractor;
import org.apache.pdfbox.util.TextPosition;

/**
 * Reads PDF files with Apache PDFBox as a reader that follows the tags does; it judges nothing.
 *
 * For each file it prints lines of a word, a tab and a text: `file`, `title`, `language`, and then the tag tree in
 * its order, each tag as `tag` with its nesting before the name, each text in it as `text`, each description of a
 * figure as `alt`.
 */
public final class ReadSheet {
    private static final PrintStream OUT = new PrintStream(System.out, true, java.nio.charset.StandardCharsets.UTF_8);

    private final PDDocument document;
    private final Map<PDPage, Map<Integer, String>> texts = new HashMap<>();

    private ReadSheet(PDDocument document) {
        this.document = document;
    }

    public static void main(String[] files) throws Exception {
        for (String file : files) {
            PDDocument document = PDDocument.load(new File(file));
            tell("file", file);
            new ReadSheet(document).read();
            document.close();
        }
    }

    private void read() throws Exception {
        tell("title", document.getDocumentInformation().getTitle());
        tell("language", document.getDocumentCatalog().getLanguage());
        for (Object page : document.getDocumentCatalog().getAllPages()) {
            texts.put((PDPage) page, textsOf((PDPage) page));
        }
        PDStructureTreeRoot root = document.getDocumentCatalog().getStructureTreeRoot();
        if (root != null) {
            walk(root, null, 0);
        }
    }

    /** The texts of a page by the numbers under which the tags name them. */
    private static Map<Integer, String> textsOf(PDPage page) throws Exception {
        PDFMarkedContentExtractor extractor = new PDFMarkedContentExtractor("UTF-8");
        extractor.processStream(page, page.findResources(), page.getContents().getStream());
        Map<Integer, String> found = new HashMap<>();
        for (PDMarkedContent content : extractor.getMarkedContents()) {
            collect(content, found);
        }
        return found;
    }

    private static void collect(PDMarkedContent content, Map<Integer, String> found) {
        StringBuilder text = new StringBuilder();
        for (Object part : content.getContents()) {
            if (part instanceof TextPosition) {
                text.append(((TextPosition) part).getCharacter());
            } else if (part instanceof PDMarkedContent) {
                collect((PDMarkedContent) part, found);
            }
        }
        if (content.getMCID() >= 0) {
            found.merge(content.getMCID(), text.toString(), String::concat);
        }
    }

    private void walk(PDStructureNode node, PDPage page, int depth) {
        List<Object> kids = node.getKids();
        for (Object kid : kids) {
            if (kid instanceof PDStructureElement) {
                PDStructureElement element = (PDStructureElement) kid;
                tell("tag", "  ".repeat(depth) + element.getStandardStructureType());
                if (element.getAlternateDescription() != null) {
                    tell("alt", element.getAlternateDescription());
                }
                walk(element, element.getPage() == null ? page : element.getPage(), depth + 1);
            } else if (kid instanceof Integer) {
                tellText(page, (Integer) kid);
            } else if (kid instanceof PDMarkedContentReference) {
                PDMarkedContentReference reference = (PDMarkedContentReference) kid;
                tellText(reference.getPage() == null ? page : reference.getPage(), reference.getMCID());
            }
        }
    }

    private void tellText(PDPage page, int number) {
        // The same page is another object each time that it is asked for.
        for (Map.Entry<PDPage, Map<Integer, String>> one : texts.entrySet()) {
            if (page != null && one.getKey().getCOSDictionary() == page.getCOSDictionary()) {
                tell("text", one.getValue().getOrDefault(number, ""));
            }
        }
    }

    private static void tell(String what, String text) {
        OUT.println(what + "\t" + (text == null ? "" : text.replaceAll("\\s+", " ")));
    }
}
