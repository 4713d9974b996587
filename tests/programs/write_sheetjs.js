// Writes a return as SheetJS does: node write_sheetjs.js TABLES.json FOLDER plain|dated
const fs = require("fs");
const path = require("path");
const XLSX = require("xlsx");

const [, , given, folder, way] = process.argv;
const tables = JSON.parse(fs.readFileSync(given, "utf8"));
const options = { cellDates: way === "dated", dateNF: "dd/mm/yyyy" };

function sheetOf({ columns, types, rows }) {
  const cells = rows.map((row) =>
    row.map((cell, n) => (cell !== null && types[n] === "date" ? new Date(`${cell}T00:00:00Z`) : cell)),
  );
  return XLSX.utils.aoa_to_sheet([columns, ...cells], options);
}

function write(name, sheets) {
  const book = XLSX.utils.book_new();
  for (const [title, table] of sheets) XLSX.utils.book_append_sheet(book, sheetOf(table), title);
  XLSX.writeFile(book, path.join(folder, name), options);
}

write("return.xlsx", Object.entries(tables));
for (const [kind, table] of Object.entries(tables)) write(`${kind}.xlsx`, [["Sheet1", table]]);
