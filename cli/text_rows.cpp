// SPDX-License-Identifier: EUPL-1.2
#include "cli/text_rows.hpp"

#include "ehrenamt/base/text.hpp"

#include <algorithm>
#include <numeric>

namespace ehrenamt::cli {
namespace {

constexpr std::size_t k_held_rows = 1000;

std::string shown(const Cell& cell, const RowStyle& style) {
    const auto in_language = [&](base::Argument argument) {
        return style.catalogue->text(base::Message{"{0}", {std::move(argument)}});
    };
    return std::visit(Overloaded{
                          [](std::monostate) { return std::string{}; },
                          [](const std::string& text) { return base::printable(text); },
                          [&](std::int64_t number) { return in_language(base::arg(number)); },
                          [&](domain::Cents amount) { return in_language(domain::as_argument(amount)); },
                          [&](base::Date day) { return in_language(base::as_argument(day)); },
                          [&](bool yes) {
                              return std::string{
                                  style.catalogue->text(yes ? base::_m("yes") : base::_m("no"))};
                          },
                          [&](RecordId id) {
                              return style.origin ? style.origin->shown(id.value) : store::long_id(id.value);
                          },
                          [&](base::MessageId term) { return std::string{style.catalogue->text(term)}; },
                          [&](Percent share) { return share.text(style.catalogue->german() ? ',' : '.'); },
                      },
                      cell);
}

bool right_aligned(const Cell& cell) {
    return std::holds_alternative<std::int64_t>(cell) || std::holds_alternative<domain::Cents>(cell) ||
           std::holds_alternative<RecordId>(cell) || std::holds_alternative<Percent>(cell);
}

std::string cut(const std::string& text, std::size_t width) {
    std::string out = text;
    while (!out.empty() && base::display_width(out) + 1 > width) {
        do
            out.pop_back();
        while (!out.empty() && base::find_invalid_utf8(out) != out.npos);
    }
    return out + "…";
}

std::string padded(const std::string& text, std::size_t width, bool right) {
    const auto have = base::display_width(text);
    const std::string space(width > have ? width - have : 0, ' ');
    return right ? space + text : text + space;
}

/// Takes from the widest column that holds texts until the line fits; no column falls below 6.
void fit(std::vector<std::size_t>& widths, const std::vector<bool>& text, std::size_t limit) {
    constexpr std::size_t k_least = 6;
    const auto line = [&] { return std::accumulate(widths.begin(), widths.end(), 2 * (widths.size() - 1)); };
    while (line() > limit) {
        std::size_t widest = widths.size();
        for (std::size_t i = 0; i < widths.size(); ++i)
            if (text[i] && widths[i] > k_least && (widest == widths.size() || widths[i] > widths[widest]))
                widest = i;
        if (widest == widths.size())
            return;
        --widths[widest];
    }
}

} // namespace

TextRows::TextRows(std::vector<Column> columns, const RowStyle& style)
    : m_columns{std::move(columns)},
      m_style{style},
      m_widths(m_columns.size()),
      m_right(m_columns.size(), true),
      m_texts(m_columns.size(), true) {}

void TextRows::begin(std::string& /*out*/) {
    for (std::size_t i = 0; i < m_columns.size(); ++i)
        m_widths[i] = base::display_width(m_style.catalogue->text(m_columns[i].heading));
}

void TextRows::row(const std::vector<Cell>& cells, std::string& out) {
    Line line;
    for (const auto& cell : cells)
        line.push_back(shown(cell, m_style));
    if (m_settled) {
        append(line, out);
        return;
    }
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const bool none = std::holds_alternative<std::monostate>(cells[i]);
        m_widths[i] = std::max(m_widths[i], base::display_width(line[i]));
        m_right[i] = m_right[i] && (none || right_aligned(cells[i]));
        m_texts[i] = m_texts[i] && (none || std::holds_alternative<std::string>(cells[i]));
    }
    m_held.push_back(std::move(line));
    if (m_held.size() == k_held_rows)
        settle(out);
}

void TextRows::end(std::string& out) {
    if (!m_settled)
        settle(out);
}

/// Fixes the widths and gives out what was held back.
void TextRows::settle(std::string& out) {
    if (m_held.empty())
        m_right.assign(m_columns.size(), false);
    if (m_style.width > 0)
        fit(m_widths, m_texts, m_style.width);
    Line headings;
    for (const auto& column : m_columns)
        headings.emplace_back(m_style.catalogue->text(column.heading));
    std::string head;
    append(headings, head);
    out += m_style.bold ? "\x1b[1m" + head.substr(0, head.size() - 1) + "\x1b[0m\n" : head;
    for (const auto& line : m_held)
        append(line, out);
    m_held.clear();
    m_settled = true;
}

void TextRows::append(const Line& line, std::string& out) const {
    const auto start = out.size();
    for (std::size_t i = 0; i < line.size(); ++i) {
        const bool too_wide = m_style.width > 0 && base::display_width(line[i]) > m_widths[i] && m_texts[i];
        out += (i > 0 ? "  " : "") +
               padded(too_wide ? cut(line[i], m_widths[i]) : line[i], m_widths[i], m_right[i]);
    }
    out.erase(std::max(start, out.find_last_not_of(' ') + 1));
    out += '\n';
}

} // namespace ehrenamt::cli
