//! What is cleared, fitted and applied again: actions without parameters, at every documented path.

use graph_action::{ResourcePath, graph_action};

use crate::harness::{page, resource};

/// Actions without parameters: the declaration, its page, and what the example is bound to.
macro_rules! without_parameters {
    ($($name:ident $template:literal $page:literal $bound_to:literal $test:ident),* $(,)?) => {$(
        #[graph_action(POST $template)]
        struct $name {
            target: ResourcePath,
        }

        #[test]
        fn $test() {
            page($page).example(0).check(&$name { target: resource($bound_to) });
            let operation = $template.strip_prefix("<target>").unwrap();
            page($page).check_every_path(operation, |target| $name { target });
        }
    )*};
}

without_parameters! {
    ClearFill "<target>/fill/clear" "rangefill-clear"
        "/me/drive/items/{id}/workbook/names/{name}/range/format" clears_a_fill,
    FitColumns "<target>/autofitColumns" "rangeformat-autofitcolumns"
        "/me/drive/items/{id}/workbook/names/{name}/range/format" fits_columns,
    FitRows "<target>/autofitRows" "rangeformat-autofitrows"
        "/me/drive/items/{id}/workbook/names/{name}/range/format" fits_rows,
    ClearSort "<target>/sort/clear" "tablesort-clear" "/me/drive/items/{id}/workbook/tables/{id|name}" clears_a_sort,
    ReapplySort "<target>/sort/reapply" "tablesort-reapply"
        "/me/drive/items/{id}/workbook/tables/{id|name}" sorts_again,
    ClearFilter "<target>/filter/clear" "filter-clear"
        "/me/drive/items/{id}/workbook/tables/{id|name}/columns/{id|name}" clears_a_filter,
    Unprotect "<target>/protection/unprotect" "worksheetprotection-unprotect"
        "/me/drive/items/{id}/workbook/worksheets/{id|name}" unprotects_a_sheet,
    RefreshPivots "<target>/pivotTables/refreshAll" "workbookpivottable-refreshall"
        "/me/drive/root/workbook/worksheets/{id}" refreshes_pivot_tables,
}
