# Writes a return as R's openxlsx does: Rscript write_openxlsx.R FOLDER
# The folder has a CSV of each kind, and <kind>.types with a type for each column.
suppressPackageStartupMessages(library(openxlsx))
folder <- commandArgs(trailingOnly = TRUE)[1]
named <- sort(list.files(folder, pattern = "\\.csv$"))
kinds <- sub("\\.csv$", "", named)

read_kind <- function(kind) {
  table <- read.csv(
    file.path(folder, paste0(kind, ".csv")),
    colClasses = "character", na.strings = "", check.names = FALSE, encoding = "UTF-8"
  )
  types <- readLines(file.path(folder, paste0(kind, ".types")))
  for (n in seq_along(types)) {
    column <- table[[n]]
    if (types[n] == "date") column <- as.Date(column)
    if (types[n] %in% c("money", "number", "whole", "percent")) column <- as.numeric(column)
    if (types[n] == "yes_no") column <- column == "yes"
    table[[n]] <- column
  }
  table
}

tables <- lapply(setNames(kinds, kinds), read_kind)
write.xlsx(tables, file.path(folder, "return.xlsx"))
for (kind in kinds) write.xlsx(tables[[kind]], file.path(folder, paste0(kind, ".xlsx")))
