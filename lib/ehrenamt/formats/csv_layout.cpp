// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/formats/csv_layout.hpp"

#include "ehrenamt/base/text.hpp"
#include "ehrenamt/formats/csv_scan.hpp"
#include "ehrenamt/formats/mapping.hpp"

#include <algorithm>
#include <array>
#include <tuple>

namespace ehrenamt::formats {
namespace {

using scan::is_line_end;
using scan::k_delimiters;

constexpr std::size_t k_preview_bytes = std::size_t{1} << 18;
constexpr std::size_t k_preview_records = 60;
constexpr std::size_t k_furthest_heading = 40; ///< records that may stand above the headings
constexpr std::size_t k_records_compared = 15;

struct PreviewRecord {
    std::size_t line = 0;
    std::vector<std::string_view> cells; ///< without the quotes around them, not unescaped
    [[nodiscard]] std::size_t filled() const {
        return static_cast<std::size_t>(std::count_if(
            cells.begin(), cells.end(), [](std::string_view cell) { return !base::trimmed(cell).empty(); }));
    }
};

std::size_t line_end_behind(std::string_view text, std::size_t at) {
    return std::min(text.find_first_of("\r\n", at), text.size());
}

/// The cell at `at`; a quote that does not close within the preview is a plain character.
std::string_view preview_cell(std::string_view text, std::size_t& at, char delimiter) {
    if (at < text.size() && text[at] == '"') {
        std::size_t close = text.find('"', at + 1);
        while (close != text.npos && text.substr(close + 1, 1) == "\"")
            close = text.find('"', close + 2);
        if (close != text.npos &&
            (close + 1 == text.size() || text[close + 1] == delimiter || is_line_end(text[close + 1]))) {
            const auto cell = text.substr(at + 1, close - at - 1);
            at = close + 1;
            return cell;
        }
    }
    const std::size_t end = std::min(line_end_behind(text, at), text.find(delimiter, at));
    const auto cell = text.substr(at, end - at);
    at = end;
    return cell;
}

std::vector<PreviewRecord> preview(std::string_view text, char delimiter) {
    std::vector<PreviewRecord> records;
    std::size_t line = 1;
    for (std::size_t at = 0; at < text.size() && records.size() < k_preview_records;) {
        if (is_line_end(text[at])) {
            at += text.substr(at, 2) == "\r\n" ? 2 : 1;
            ++line;
            continue;
        }
        const std::size_t start = at;
        auto& record = records.emplace_back(PreviewRecord{line, {}});
        record.cells.push_back(preview_cell(text, at, delimiter));
        while (at < text.size() && text[at] == delimiter)
            record.cells.push_back(preview_cell(text, ++at, delimiter));
        line += scan::line_breaks(text.substr(start, at - start));
    }
    return records;
}

/// Numbers, days and amounts head no column.
bool looks_like_value(std::string_view cell) {
    const auto text = base::trimmed(cell);
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= '0' && c <= '9') || std::string_view{".,:-+/ %;|\t"}.find(c) != std::string_view::npos;
    });
}

bool looks_like_headings(const PreviewRecord& record) {
    const auto values = std::count_if(record.cells.begin(), record.cells.end(), looks_like_value);
    return static_cast<std::size_t>(values) * 2 < record.filled();
}

std::size_t known_among(const PreviewRecord& record, const std::vector<std::string>& known) {
    constexpr std::size_t k_longest_heading = 200;
    return static_cast<std::size_t>(
        std::count_if(record.cells.begin(), record.cells.end(), [&](std::string_view cell) {
            if (cell.size() > k_longest_heading || base::find_invalid_utf8(cell) != cell.npos)
                return false;
            const auto key = heading_key(cell);
            return !key.empty() && std::find(known.begin(), known.end(), key) != known.end();
        }));
}

/// How well a record and a delimiter serve as headings; more is better from left to right.
using Score = std::tuple<std::size_t, bool, std::size_t, std::size_t>;

Score score_of(const std::vector<PreviewRecord>& records, std::size_t at, std::size_t known) {
    const std::size_t count = records[at].cells.size();
    const std::size_t last = std::min(records.size(), at + 1 + k_records_compared);
    std::size_t agreeing = 0;
    for (std::size_t i = at + 1; i < last; ++i)
        agreeing += records[i].cells.size() == count ? 1 : 0;
    return {known, count > 1, count > 1 ? agreeing : 0, records[at].filled()};
}

/// A line further down is taken only for a reason: headings may have gaps that the first row fills.
bool beats_those_above(const Score& score, const Score& above) {
    const auto without_filled = [](const Score& of) {
        return std::tuple{std::get<0>(of), std::get<1>(of), std::get<2>(of)};
    };
    if (without_filled(score) != without_filled(above))
        return score > above;
    return std::get<3>(score) > 2 * std::get<3>(above);
}

/// The best record to be the headings, if cells are separated by one delimiter.
struct Candidate {
    Score score = {};
    char delimiter = ',';
    std::size_t record = 0;
    std::vector<PreviewRecord> records;
};

Candidate best_with(std::string_view text, char delimiter, const std::vector<std::string>& known) {
    Candidate best{{}, delimiter, 0, preview(text, delimiter)};
    std::size_t most_filled = 0; // of the records above
    for (std::size_t i = 0; i < std::min(best.records.size(), k_furthest_heading); ++i) {
        const std::size_t filled = best.records[i].filled();
        if (i > 0 && !looks_like_headings(best.records[i]))
            continue;
        // As full as the line above: headings in words with their codes below, if nearly all of these are
        // known.
        const auto familiar = known_among(best.records[i], known);
        const bool codes = familiar > std::get<0>(best.score) && familiar * 4 >= filled * 3;
        if (i > 0 && (filled < most_filled || (filled == most_filled && !codes)))
            continue;
        most_filled = filled;
        const auto score = score_of(best.records, i, familiar);
        if (i == 0 || beats_those_above(score, best.score)) {
            best.score = score;
            best.record = i;
        }
    }
    return best;
}

std::string_view behind_lines(std::string_view text, std::size_t lines) {
    std::size_t at = 0;
    for (; lines > 0 && at < text.size(); --lines) {
        at = line_end_behind(text, at);
        at += text.substr(at, 2) == "\r\n" ? 2 : 1;
    }
    return text.substr(std::min(at, text.size()));
}

std::string start_of(const PreviewRecord& record) {
    for (const auto cell : record.cells)
        if (!base::trimmed(cell).empty())
            return scan::excerpt(base::trimmed(cell));
    return {};
}

} // namespace

CsvLayout find_layout(std::string_view text, const LayoutChoice& choice) {
    const std::size_t above = choice.heading_line > 0 ? choice.heading_line - 1 : 0;
    const auto begin = behind_lines(text, above).substr(0, k_preview_bytes);
    const bool fixed = choice.heading_line > 0;
    Candidate best;
    bool first = true;
    for (const char delimiter : k_delimiters) {
        if (choice.delimiter && *choice.delimiter != delimiter)
            continue;
        auto candidate = best_with(begin, delimiter, choice.known_headings);
        if (fixed && candidate.record > 0) {
            candidate.record = 0;
            candidate.score = score_of(candidate.records, 0, 0);
        }
        if (first || candidate.score > best.score)
            best = std::move(candidate);
        first = false;
    }
    CsvLayout layout;
    layout.delimiter =
        best.records.empty() || !std::get<1>(best.score) ? choice.delimiter.value_or(',') : best.delimiter;
    layout.heading_line = above + (best.records.empty() ? 1 : best.records[best.record].line);
    for (std::size_t i = 0; i < best.record; ++i)
        layout.titles.push_back({best.records[i].line, start_of(best.records[i])});
    return layout;
}

bool is_rule_line(std::string_view text) {
    constexpr std::size_t k_shortest = 3;
    const auto line = base::trimmed(text);
    return line.size() >= k_shortest && std::string_view{"_-=*"}.find(line[0]) != std::string_view::npos &&
           line.find_first_not_of(line[0]) == line.npos;
}

bool looks_like_footer(const std::vector<std::string_view>& cells) {
    std::string_view text;
    for (const auto cell : cells) {
        const auto inner = base::trimmed(cell);
        if (!inner.empty() && !text.empty())
            return false; // a record with two values may be one
        if (!inner.empty())
            text = inner;
    }
    if (text.empty() || is_rule_line(text))
        return !text.empty();
    constexpr std::array<std::string_view, 18> k_remarks = {
        "quelle:",      "quellen:",     "source:",     "stand:",     "hinweis:",       "hinweise:",
        "anmerkung:",   "anmerkungen:", "legende:",    "summe:",     "gesamt:",        "insgesamt:",
        "erstellt am ", "erstellt:",    "datenstand:", "copyright ", "ende der liste", "abgerufen am "};
    if (text.starts_with("©") || text.starts_with("(c) ") || text.starts_with("(C) "))
        return true;
    std::string lower{text.substr(0, 40)};
    std::transform(lower.begin(), lower.end(), lower.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; });
    return std::any_of(k_remarks.begin(), k_remarks.end(),
                       [&](std::string_view remark) { return lower.starts_with(remark); });
}

} // namespace ehrenamt::formats
