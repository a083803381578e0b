// SPDX-License-Identifier: EUPL-1.2
// The part `sheets`: the only file that knows libxlsxwriter; xlsx_writer.cpp loads it.
#include "ehrenamt/formats/xlsx_writer.hpp"

#include <xlsxwriter.h>

#include <algorithm>
#include <new>

namespace ehrenamt::formats {
namespace {

class WrittenSheet : public XlsxWriter::Sheet {
  public:
    WrittenSheet(const char* path, const char* sheet) {
        lxw_workbook_options options{};
        options.constant_memory = LXW_TRUE;
        m_book = workbook_new_opt(path, &options);
        if (m_book == nullptr)
            throw std::bad_alloc{};
        // The day of making would make every file another one.
        lxw_doc_properties properties{};
        constexpr time_t k_fixed_day = 946'728'000; // 2000-01-01 12:00 UTC
        properties.created = k_fixed_day;
        workbook_set_properties(m_book, &properties);
        m_sheet = workbook_add_worksheet(m_book, sheet);
        m_heading = workbook_add_format(m_book);
        m_euros = workbook_add_format(m_book);
        m_date = workbook_add_format(m_book);
        m_tenths = workbook_add_format(m_book);
        if (m_sheet == nullptr || m_heading == nullptr || m_euros == nullptr || m_date == nullptr ||
            m_tenths == nullptr)
            throw std::bad_alloc{};
        format_set_bold(m_heading);
        format_set_num_format(m_euros, "#,##0.00\\ \"€\"");
        format_set_num_format(m_date, "yyyy\\-mm\\-dd");
        format_set_num_format(m_tenths, "0.0");
    }
    WrittenSheet(const WrittenSheet&) = delete;
    WrittenSheet& operator=(const WrittenSheet&) = delete;
    ~WrittenSheet() override {
        if (m_book != nullptr)
            lxw_workbook_free(m_book);
    }

    int text(std::uint32_t row, std::uint16_t column, const std::string& cell, Look look) override {
        return worksheet_write_string(m_sheet, row, column, cell.c_str(), format(look));
    }
    int number(std::uint32_t row, std::uint16_t column, double cell, Look look) override {
        return worksheet_write_number(m_sheet, row, column, cell, format(look));
    }
    int yes_no(std::uint32_t row, std::uint16_t column, bool cell) override {
        return worksheet_write_boolean(m_sheet, row, column, cell ? 1 : 0, nullptr);
    }
    int next(std::uint32_t rows, const std::vector<double>& widths, const std::string& sheet) override {
        lay_out(rows, widths);
        m_sheet = workbook_add_worksheet(m_book, sheet.c_str());
        return m_sheet == nullptr ? LXW_ERROR_MEMORY_MALLOC_FAILED : LXW_NO_ERROR;
    }
    int finish(std::uint32_t rows, const std::vector<double>& widths) override {
        lay_out(rows, widths);
        lxw_workbook* const book = m_book;
        m_book = nullptr; // closing frees it, also where it fails
        return workbook_close(book);
    }

  private:
    void lay_out(std::uint32_t rows, const std::vector<double>& widths) {
        const auto last_row = rows - 1;
        const auto last_column = static_cast<lxw_col_t>(widths.size() - 1);
        for (lxw_col_t i = 0; i <= last_column; ++i)
            worksheet_set_column(m_sheet, i, i, widths[i], nullptr);
        worksheet_freeze_panes(m_sheet, 1, 0);
        worksheet_autofilter(m_sheet, 0, 0, last_row, last_column);
    }

    [[nodiscard]] lxw_format* format(Look look) const {
        switch (look) {
        case Look::heading:
            return m_heading;
        case Look::euros:
            return m_euros;
        case Look::date:
            return m_date;
        case Look::tenths:
            return m_tenths;
        case Look::plain:
            break;
        }
        return nullptr;
    }

    lxw_workbook* m_book = nullptr;
    lxw_worksheet* m_sheet = nullptr;
    lxw_format* m_heading = nullptr;
    lxw_format* m_euros = nullptr;
    lxw_format* m_date = nullptr;
    lxw_format* m_tenths = nullptr;
};

} // namespace
} // namespace ehrenamt::formats

/// \returns nullptr for want of memory
extern "C" EHRENAMT_API ehrenamt::formats::XlsxWriter::Sheet* ehrenamt_new_sheet(const char* path,
                                                                                 const char* sheet) {
    try {
        return new ehrenamt::formats::WrittenSheet{path, sheet}; // NOLINT: the caller owns it
    } catch (const std::bad_alloc&) {
        return nullptr;
    }
}
