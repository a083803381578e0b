// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/formats/xlsx_writer.hpp"

#include "ehrenamt/base/error.hpp"
#include "ehrenamt/base/part.hpp"
#include "ehrenamt/base/text.hpp"
#include "ehrenamt/formats/system_cause.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <utility>

namespace ehrenamt::formats {
namespace {

using base::Error;
using base::ExitStatus;
using base::message;

constexpr std::uint32_t k_most_rows = 1'048'576; // of a sheet, the headings' among them
constexpr std::size_t k_longest_text = 32'767;   // characters of a cell
constexpr std::int64_t k_exact = std::int64_t{1} << 53;
constexpr std::size_t k_narrowest = 6;
constexpr std::size_t k_widest = 60;
constexpr std::size_t k_number_width = 12;

/// Days as a spreadsheet counts them. It takes 1900 for a leap year, so that only days from March 1900 on
/// agree.
double serial(base::Date day) {
    constexpr int k_of_2000 = 36'526;
    return k_of_2000 + base::days_between(base::Date::of(2000, 1, 1), day);
}

} // namespace

XlsxWriter::XlsxWriter(const std::string& path, std::string name, const std::string& sheet,
                       const std::vector<std::string>& headings)
    : m_name{std::move(name)} {
    using Make = Sheet* (*)(const char* path, const char* sheet);
    static const auto k_make = reinterpret_cast<Make>(base::function_of_part("sheets", "ehrenamt_new_sheet"));
    m_sheet.reset(k_make(path.c_str(), sheet.c_str()));
    if (!m_sheet)
        throw std::bad_alloc{};
    write_headings(headings);
}

XlsxWriter::~XlsxWriter() = default;

void XlsxWriter::write_headings(const std::vector<std::string>& headings) {
    m_widths.assign(headings.size(), k_narrowest);
    for (const auto& heading : headings) {
        check(m_sheet->text(m_row, m_column, heading, Sheet::Look::heading));
        constexpr std::size_t k_filter_button = 3;
        widen(base::display_width(heading) + k_filter_button);
        ++m_column;
    }
    end_row();
}

void XlsxWriter::next_sheet(const std::string& sheet, const std::vector<std::string>& headings) {
    check(m_sheet->next(m_row, {m_widths.begin(), m_widths.end()}, sheet));
    m_row = 0;
    m_column = 0;
    write_headings(headings);
}

void XlsxWriter::check(int status) const {
    if (status != 0)
        throw Error{ExitStatus::failed, "file.write",
                    message("{0} cannot be written: {1}", m_name, system_cause(errno != 0 ? errno : EIO))};
}

void XlsxWriter::widen(std::size_t characters) {
    auto& width = m_widths[m_column];
    width = std::max(width, std::min(characters, k_widest));
}

XlsxWriter& XlsxWriter::text(std::string_view cell) {
    if (cell.empty())
        return empty();
    // Every character has at least one byte, and most texts are short.
    if (cell.size() > k_longest_text && base::display_width(cell) > k_longest_text)
        throw Error{ExitStatus::failed, "xlsx.cell",
                    message("{0}: a text is longer than the {1} characters of a cell; write CSV", m_name,
                            k_longest_text)};
    check(m_sheet->text(m_row, m_column, std::string{cell}, Sheet::Look::plain));
    widen(base::display_width(cell) + 1);
    ++m_column;
    return *this;
}

XlsxWriter& XlsxWriter::number(std::int64_t cell) {
    if (cell > k_exact || cell < -k_exact) // a spreadsheet would round it
        return text(fmt::to_string(cell));
    check(m_sheet->number(m_row, m_column, static_cast<double>(cell), Sheet::Look::plain));
    ++m_column;
    return *this;
}

XlsxWriter& XlsxWriter::euros(std::int64_t cents) {
    constexpr double k_cents = 100;
    check(m_sheet->number(m_row, m_column, static_cast<double>(cents) / k_cents, Sheet::Look::euros));
    widen(k_number_width);
    ++m_column;
    return *this;
}

XlsxWriter& XlsxWriter::percent(std::int64_t tenths) {
    constexpr double k_tenths = 10;
    check(m_sheet->number(m_row, m_column, static_cast<double>(tenths) / k_tenths, Sheet::Look::tenths));
    ++m_column;
    return *this;
}

XlsxWriter& XlsxWriter::date(base::Date cell) {
    if (cell < base::Date::of(1900, 3, 1))
        return text(cell.iso());
    check(m_sheet->number(m_row, m_column, serial(cell), Sheet::Look::date));
    widen(k_number_width);
    ++m_column;
    return *this;
}

XlsxWriter& XlsxWriter::yes_no(bool cell) {
    check(m_sheet->yes_no(m_row, m_column, cell));
    ++m_column;
    return *this;
}

XlsxWriter& XlsxWriter::empty() {
    ++m_column;
    return *this;
}

void XlsxWriter::end_row() {
    m_column = 0;
    if (++m_row > k_most_rows)
        throw Error{
            ExitStatus::failed, "xlsx.rows",
            message("{0}: a sheet holds {1} rows at most; write CSV, or fewer rows", m_name, k_most_rows)};
}

void XlsxWriter::finish() {
    errno = 0;
    check(m_sheet->finish(m_row, {m_widths.begin(), m_widths.end()}));
}

} // namespace ehrenamt::formats
