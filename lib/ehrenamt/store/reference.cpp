// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/store/reference.hpp"

#include "ehrenamt/formats/csv.hpp"
#include "ehrenamt/formats/input_file.hpp"
#include "ehrenamt/store/reference_files.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

#include <string>

namespace ehrenamt::store {
namespace {

std::int64_t load_file(SQLite::Database& db, const std::filesystem::path& folder, const ReferenceFile& load) {
    const auto bytes = formats::read_input((folder / load.file).string());
    formats::CsvReader reader{bytes, {.file = load.file}};
    const auto columns = columns_of(reader, load);
    SQLite::Statement statement{db, load.statement};
    formats::CsvRecord record;
    std::int64_t rows = 0;
    while (reader.next(record)) {
        for (std::size_t i = 0; i < columns.size(); ++i)
            statement.bind(static_cast<int>(i) + 1, std::string{record.cells[columns[i]].text});
        rows += statement.exec();
        statement.reset();
    }
    if (auto problems = reader.problems(); !problems.empty())
        throw base::Rejected{std::move(problems)};
    return rows;
}

} // namespace

void load_reference(Store& store, const std::filesystem::path& folder, ChangeSet& change) {
    for (const auto& load : reference_files())
        change.count(load.counted_as, load_file(store.db(), folder / "reference", load));
}

} // namespace ehrenamt::store
