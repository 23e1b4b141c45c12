package io.replicator.dialect.mysql;

import io.replicator.typemapping.ColumnMapping;
import io.replicator.typemapping.TableMapping;

/** An expression of this family's catalogs, which quote every column, with the columns' names on the target. */
record FamilyExpression(TableMapping mapping) {
    String translated(String expression) {
        String translated = expression;
        for (ColumnMapping column : mapping.columns()) {
            String name = MySqlLiterals.name(column.source().name());
            translated = translated.replace(name, MySqlLiterals.name(column.targetName()));
        }
        return translated;
    }
}
