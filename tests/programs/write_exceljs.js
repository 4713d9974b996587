// Writes a return as exceljs does: node write_exceljs.js TABLES.json FOLDER
const fs = require("fs");
const path = require("path");
const ExcelJS = require("exceljs");

const [, , given, folder] = process.argv;
const tables = JSON.parse(fs.readFileSync(given, "utf8"));

function fill(sheet, { columns, types, rows }) {
  sheet.addRow(columns);
  for (const row of rows) {
    sheet.addRow(
      row.map((cell, n) => (cell !== null && types[n] === "date" ? new Date(`${cell}T00:00:00Z`) : cell)),
    );
  }
  types.forEach((type, n) => {
    if (type === "date") sheet.getColumn(n + 1).numFmt = "dd/mm/yyyy";
  });
}

async function write(name, sheets) {
  const book = new ExcelJS.Workbook();
  for (const [title, table] of sheets) fill(book.addWorksheet(title), table);
  await book.xlsx.writeFile(path.join(folder, name));
}

(async () => {
  await write("return.xlsx", Object.entries(tables));
  for (const [kind, table] of Object.entries(tables)) await write(`${kind}.xlsx`, [["Sheet1", table]]);
})();
