// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/store/reference_refresh.hpp"

#include "ehrenamt/base/error.hpp"
#include "ehrenamt/base/text.hpp"
#include "ehrenamt/formats/input_file.hpp"
#include "ehrenamt/store/reference_files.hpp"
#include "ehrenamt/store/reference_table.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

#include <algorithm>
#include <functional>
#include <set>

namespace ehrenamt::store {
namespace {

using base::message;
using base::Problem;

constexpr std::string_view k_changes = "gemeinde_aenderungen.csv";

/// The tables of reference data, each once, in the order in which they refer to each other.
std::vector<std::string> reference_tables() {
    std::vector<std::string> tables;
    for (const auto& file : reference_files())
        if (std::find(tables.begin(), tables.end(), file.table) == tables.end())
            tables.emplace_back(file.table);
    return tables;
}

/// The reference data as they would be, in a database of their own with the store's own rules for each table.
class Staging {
  public:
    Staging(Store& store, const std::set<std::string>& fresh) : m_store{store} {
        for (const auto& table : reference_tables()) {
            m_db.exec(definition_of(table));
            if (!fresh.contains(table))
                copy(table);
            else if (table ==
                     "municipality") // those that have ended are in no list, and keys may still mean them
                copy(table, [](SQLite::Statement& row) { return !row.getColumn("valid_to").isNull(); });
        }
    }

    std::vector<Problem> problems;
    std::vector<base::Message> notices;
    SQLite::Database& db() { return m_db; }

    void load(const ReferenceFile& file, const std::filesystem::path& path) {
        const auto bytes = formats::read_input(path.string());
        formats::CsvReader reader{bytes, {.file = path.string()}};
        const auto columns = store::columns_of(reader, file);
        SQLite::Statement statement{m_db, file.statement};
        formats::CsvRecord record;
        while (reader.next(record)) {
            if (!keys_are_known(file, reader, record))
                continue;
            for (std::size_t i = 0; i < columns.size(); ++i)
                statement.bind(static_cast<int>(i) + 1, std::string{record.cells[columns[i]].text});
            take(statement, file, reader, record);
            statement.tryReset(); // which tells an error again that take() has dealt with
        }
        const auto more = reader.problems();
        problems.insert(problems.end(), more.begin(), more.end());
    }

  private:
    [[nodiscard]] std::string definition_of(const std::string& table) const {
        SQLite::Statement query{m_store.db(),
                                "SELECT sql FROM sqlite_schema WHERE type = 'table' AND name = ?"};
        query.bind(1, table);
        query.executeStep();
        return query.getColumn(0).getString();
    }

    void copy(const std::string& name, const std::function<bool(SQLite::Statement&)>& wanted = {}) {
        const ReferenceTable table{m_db, name};
        SQLite::Statement from{m_store.db(), table.select_rows()};
        SQLite::Statement into{m_db, table.insert()};
        while (from.executeStep()) {
            if (wanted && !wanted(from))
                continue;
            for (int i = 0; i < from.getColumnCount(); ++i)
                bind_cell(into, i + 1, from.getColumn(i));
            into.exec();
            into.reset();
        }
    }

    bool keys_are_known(const ReferenceFile& file, const formats::CsvReader& reader,
                        const formats::CsvRecord& record) {
        bool known = true;
        for (const auto& [name, found] : file.keys) {
            const auto column = *reader.find_column(name);
            const std::string key{record.cells[column].text};
            if (key.empty())
                continue;
            SQLite::Statement query{m_db, found};
            query.bind(1, key);
            if (query.executeStep())
                continue;
            problems.push_back({"reference.unknown_key",
                                message("'{0}' is not known; it must stand in the file that lists these keys",
                                        base::printable(key)),
                                reader.place(record, column), key});
            known = false;
        }
        return known;
    }

    void take(SQLite::Statement& statement, const ReferenceFile& file, const formats::CsvReader& reader,
              const formats::CsvRecord& record) {
        constexpr int k_primary_key = 1555, k_unique = 2067; // SQLITE_CONSTRAINT_…
        const auto column = *reader.find_column(file.columns.front());
        const std::string key{record.cells[column].text};
        try {
            statement.exec();
        } catch (const SQLite::Exception& refused) {
            const bool twice =
                refused.getExtendedErrorCode() == k_primary_key || refused.getExtendedErrorCode() == k_unique;
            if ((refused.getErrorCode() & 0xff) != 19) // SQLITE_CONSTRAINT
                throw;
            const bool ended = twice && file.table == std::string_view{"municipality"} && has_ended(key);
            if (ended)
                notices.push_back(message("{0} has ended; what the file says of it is not taken", key));
            else if (twice)
                problems.push_back({"reference.duplicate",
                                    message("'{0}' stands here a second time", base::printable(key)),
                                    reader.place(record, column), key});
            else
                problems.push_back({"reference.value",
                                    message("a value of the row '{0}' cannot be: {1}", base::printable(key),
                                            base::printable(refused.what())),
                                    reader.place(record, column), key});
        }
    }

    bool has_ended(const std::string& ags) {
        SQLite::Statement query{m_db, "SELECT 1 FROM municipality WHERE ags = ? AND valid_to IS NOT NULL"};
        query.bind(1, ags);
        return query.executeStep();
    }

    Store& m_store;
    SQLite::Database m_db{":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE};
};

std::vector<std::string> column_of(SQLite::Database& db, const char* sql) {
    SQLite::Statement query{db, sql};
    std::vector<std::string> values;
    while (query.executeStep())
        values.push_back(query.getColumn(0).getString());
    return values;
}

/// Municipalities begin and end by a change that says from where to where; a list alone would leave a gap.
void check_municipalities(Staging& staging, Store& store, const std::filesystem::path& file) {
    const auto valid = [](SQLite::Database& db) {
        return column_of(db, "SELECT ags FROM municipality WHERE valid_to IS NULL ORDER BY ags");
    };
    const auto planned = [&](const char* sql) { return column_of(store.db(), sql); };
    const auto begins = planned("SELECT new_ags FROM planned_municipality_change ORDER BY new_ags");
    const auto now = valid(store.db());
    const auto then = valid(staging.db());
    const auto refuse = [&](base::Message what) {
        staging.problems.push_back({"reference.gap", std::move(what), {file.string(), 0, 0, "ags"}, {}});
    };
    for (const auto& ags : then) {
        if (std::binary_search(now.begin(), now.end(), ags))
            continue;
        if (std::binary_search(begins.begin(), begins.end(), ags)) {
            staging.notices.push_back(
                message("{0} begins later; what the file says of it is not taken yet", ags));
            SQLite::Statement remove{staging.db(), "DELETE FROM municipality WHERE ags = ?"};
            remove.bind(1, ags);
            remove.exec();
        } else {
            refuse(
                message("{0} is new, and no change says what it was made of; say it in {1}", ags, k_changes));
        }
    }
    // What a change has made since may be missing in an older list.
    const auto ends = planned("SELECT old_ags FROM planned_municipality_change "
                              "UNION SELECT new_ags FROM municipality_change ORDER BY 1");
    for (const auto& ags : now)
        if (!std::binary_search(then.begin(), then.end(), ags) &&
            !std::binary_search(ends.begin(), ends.end(), ags))
            refuse(
                message("{0} is missing, and no change says what it became; say it in {1}", ags, k_changes));
}

void check_holidays(Staging& staging, const std::filesystem::path& file) {
    SQLite::Statement query{staging.db(), R"(
        SELECT a.name, a.first_day, b.name, b.first_day FROM school_holiday a JOIN school_holiday b
        ON b.first_day > a.first_day AND b.first_day <= a.last_day ORDER BY 2, 4)"};
    while (query.executeStep())
        staging.problems.push_back({"reference.overlap",
                                    message("{0} (from {1}) and {2} (from {3}) overlap",
                                            query.getColumn(0).getString(), query.getColumn(1).getString(),
                                            query.getColumn(2).getString(), query.getColumn(3).getString()),
                                    {file.string(), 0, 0, {}},
                                    {}});
}

/// What the files say of municipalities that have ended counts for those that took over.
void bring_forward(Staging& staging) {
    constexpr const char* k_statements[] = {
        R"(UPDATE OR REPLACE postcode SET ags = s.new_ags FROM successor s WHERE postcode.ags = s.old_ags)",
        R"(UPDATE OR REPLACE place_spelling SET ags = s.new_ags FROM successor s WHERE place_spelling.ags = s.old_ags)",
        R"(UPDATE known_contact_point SET municipality = s.new_ags FROM successor s
           WHERE known_contact_point.municipality = s.old_ags)",
        R"(UPDATE known_contact_point SET area = replace(area, s.old_ags, s.new_ags) FROM successor s
           WHERE instr(known_contact_point.area, s.old_ags) > 0)"};
    staging.db().exec(R"(CREATE VIEW successor AS
        SELECT m.ags AS old_ags, (SELECT c.new_ags FROM municipality_change c
                                  WHERE c.old_ags = m.ags AND c.new_ags <> c.old_ags ORDER BY c.day DESC LIMIT 1) AS new_ags
        FROM municipality m WHERE m.valid_to IS NOT NULL AND m.ags IN (SELECT old_ags FROM municipality_change))");
    constexpr int k_longest_chain = 8;
    for (const auto* statement : k_statements)
        for (int step = 0; step < k_longest_chain && staging.db().exec(statement) > 0; ++step) {
        }
}

/// Holidays that begin before the first of the file and reach into it are those, begun on another day.
std::int64_t remove_moved_holiday(SQLite::Database& store, SQLite::Database& wanted) {
    SQLite::Statement statement{store, "DELETE FROM school_holiday WHERE first_day < ?1 AND last_day >= ?1"};
    statement.bind(1, wanted.execAndGet("SELECT ifnull(min(first_day), '') FROM school_holiday").getString());
    return statement.exec();
}

std::set<std::string> tables_of(const ReferencePaths& given) {
    std::set<std::string> tables;
    for (const auto& file : reference_files())
        if (file.file != k_changes && given.contains(file.file))
            tables.insert(file.table);
    return tables;
}

} // namespace

ReferencePaths reference_paths(const std::filesystem::path& from) {
    ReferencePaths paths;
    if (std::filesystem::is_directory(from)) {
        const auto folder = std::filesystem::is_directory(from / "reference") ? from / "reference" : from;
        for (const auto& file : reference_files())
            if (std::filesystem::exists(folder / file.file))
                paths[file.file] = folder / file.file;
    } else {
        const auto bytes = formats::read_input(from.string());
        const formats::CsvReader reader{bytes, {.file = from.string()}};
        for (const auto& file : reference_files()) {
            const bool by_name = from.filename() == file.file;
            const bool by_headings =
                std::all_of(file.columns.begin(), file.columns.end(),
                            [&](std::string_view name) { return reader.find_column(name).has_value(); });
            if (by_name || (by_headings && paths.empty() && file.columns.size() > 1))
                paths = {{file.file, from}};
            if (by_name)
                break;
        }
    }
    if (!paths.empty())
        return paths;
    std::vector<std::string> names;
    for (const auto& file : reference_files())
        if (std::find(names.begin(), names.end(), file.file) == names.end())
            names.emplace_back(file.file);
    throw base::Error{base::ExitStatus::failed, "reference.unknown_file",
                      message("'{0}' holds no reference data that are known; they are called {1}",
                              from.string(), base::joined(names, ", "))};
}

Refreshed refresh_reference(Store& store, const ReferencePaths& given, const std::filesystem::path& shipped,
                            ChangeSet& change) {
    const auto fresh = tables_of(given);
    const auto path_of = [&](const ReferenceFile& file) {
        const auto named = given.find(file.file);
        return named != given.end() ? named->second : shipped / "reference" / file.file;
    };
    Staging staging{store, fresh};
    for (const auto& file : reference_files()) {
        if (file.file == k_changes || !fresh.contains(file.table))
            continue;
        staging.load(file, path_of(file));
        if (file.table == std::string_view{"municipality"})
            check_municipalities(staging, store, path_of(file));
        if (file.table == std::string_view{"school_holiday"})
            check_holidays(staging, path_of(file));
    }
    if (!staging.problems.empty())
        throw base::Rejected{std::move(staging.problems)};
    bring_forward(staging);
    Refreshed done{{}, std::move(staging.notices)};
    std::set<std::string> finished;
    for (const auto& file : reference_files()) {
        if (!fresh.contains(file.table) || !finished.insert(file.table).second)
            continue;
        const ReferenceTable table{staging.db(), file.table};
        auto rows = table.upsert(store.db(), staging.db());
        if (file.vanished != Vanished::kept)
            rows.removed = table.remove(store.db(), staging.db(), file.vanished == Vanished::removed_between);
        if (file.table == std::string_view{"school_holiday"})
            rows.removed += remove_moved_holiday(store.db(), staging.db());
        if (const auto touched = rows.added + rows.changed + rows.removed; touched > 0)
            change.count(file.counted_as, touched);
        done.rows[file.counted_as] = rows;
    }
    return done;
}

} // namespace ehrenamt::store
