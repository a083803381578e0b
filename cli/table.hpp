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

template <class... Fs>
struct Overloaded : Fs... {
    using Fs::operator()...;
};
template <class... Fs>
Overloaded(Fs...) -> Overloaded<Fs...>;

/// The number of a record: short on a screen, long in files.
struct RecordId {
    std::int64_t value;
};

/// A share in tenths of a percent, rounded down, so that no figure claims more than there is.
struct Percent {
    std::int64_t tenths;
    [[nodiscard]] static Percent of(std::int64_t part, std::int64_t whole) {
        constexpr std::int64_t k_tenths = 1000;
        return {whole == 0 ? 0 : part * k_tenths / whole};
    }
    /// `33.3`. \param mark  of the decimals
    [[nodiscard]] std::string text(char mark = '.') const;
};

/// One value of a result; monostate = not known.
using Cell = std::variant<std::monostate, std::string, std::int64_t, domain::Cents, base::Date, bool,
                          RecordId, base::MessageId, Percent>;

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

/// The heading in a file.
std::string file_heading(const Column& column);
/// The value as a file carries it, without any language.
std::string neutral(const Cell& cell);
nlohmann::ordered_json to_json(const std::vector<Column>& columns, const std::vector<Cell>& cells);
nlohmann::ordered_json to_json(const Table& table);

} // namespace ehrenamt::cli
