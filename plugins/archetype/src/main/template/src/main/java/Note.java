package ${package};

/**
 * What somebody wrote.
 *
 * @param id sorts by when it was written
 * @param text 1 to 200 characters
 */
public record Note(String id, String text) {}
