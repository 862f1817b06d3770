use graph_action::{Content, graph_action};

#[graph_action(GET "/reports/getEmailActivityCounts(perod='<period>')" -> Content)]
pub struct Misspelt {
    pub period: String,
}

#[graph_action(GET "/reports/getEmailActivityCounts" -> Content)]
pub struct Missing {}

#[graph_action(GET "/reports/getEmailActivityUserDetail(date=<date>)" -> Content)]
pub struct InQuotes {
    pub date: String,
}

#[graph_action(GET "/reports/getEmailActivityUserDetail(date='<date>')" -> Content)]
pub struct WithQuotes {
    pub date: String,
}

#[graph_action(GET "/reports/getEmailActivityCounts(period=<period>)" -> Content)]
pub struct Optional {
    pub period: Option<String>,
}

#[graph_action(GET "/me/drive/items/<item>/workbook/worksheets/<sheet>/cell(row=<row>,column=<column>)" -> serde_json::Value)]
pub struct Cell {
    pub item: String,
    pub sheet: String,
    pub row: String,
    pub column: i32,
}

fn main() {}
