// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "cli/catalogue.hpp"
#include "ehrenamt/base/date.hpp"
#include "ehrenamt/base/message.hpp"
#include "ehrenamt/domain/values.hpp"
#include "ehrenamt/store/identity.hpp"

#include <nlohmann/json_fwd.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace ehrenamt::cli {

/// The number of a record: short on a screen, long in files.
struct RecordId {
    std::int64_t value;
};

/// One value of a result; monostate = not known.
using Cell = std::variant<std::monostate, std::string, std::int64_t, domain::Cents, base::Date, bool,
                          RecordId, base::MessageId>;

/// `key` is stable and ASCII: the CSV heading and the JSON name. Money gets `_eur` in CSV and `_cents` in
/// JSON behind its key, so that no reader mistakes the unit.
struct Column {
    std::string_view key;
    base::MessageId heading;
    bool money = false;
};

struct Table {
    std::vector<Column> columns;
    std::vector<std::vector<Cell>> rows = {};
};

/// Aligned text. \param width  cells of the terminal; 0 = as wide as it gets. Too wide a table has its widest
/// text column cut with `…`, and under 60 cells it is printed as it is.
std::string to_text(const Table& table, const Catalogue& catalogue,
                    const std::optional<store::Origin>& origin, std::size_t width, bool bold);
/// RFC 4180; see formats::CsvStyle. `tsv` has a tab between cells and never quotes: tabs in texts become
/// spaces.
std::string to_csv(const Table& table, bool excel_de);
std::string to_tsv(const Table& table);
nlohmann::ordered_json to_json(const Table& table);

} // namespace ehrenamt::cli
