package io.replicator.progress;

/**
 * The commits with row changes in this process.
 *
 * @param lagSeconds from the source's commit of the newest change to the target's
 * @param rows row changes per commit
 * @param writingSeconds time that the target took per commit
 */
public record CommitFigures(Distribution lagSeconds, Distribution rows, Distribution writingSeconds) {}
