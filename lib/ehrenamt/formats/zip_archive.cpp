// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/formats/zip_archive.hpp"

#include "ehrenamt/base/text.hpp"

#include <zip.h>

#include <algorithm>
#include <array>

namespace ehrenamt::formats {
namespace {

using base::message;

constexpr zip_int64_t k_most_entries = 10'000;
/// Sheets of real offices pack to a tenth, long empty ones to a fiftieth; deflate ends at 1 : 1032.
constexpr std::uint64_t k_highest_ratio = 250;
constexpr std::uint64_t k_ratio_matters_from = std::uint64_t{4} << 20;

[[noreturn]] void refuse_bomb(const char* rule, base::Message text) {
    throw WorkbookRefused{{rule, std::move(text)}};
}

struct CloseFile {
    void operator()(zip_file_t* file) const { zip_fclose(file); }
};

} // namespace

void refuse_damaged(const std::string& part) {
    throw WorkbookRefused{
        {"xlsx.damaged", message("the workbook is damaged or protected ({0}); open it in a spreadsheet "
                                 "program, save it anew as .xlsx and read that file",
                                 base::printable(part))}};
}

void ZipArchive::Close::operator()(zip* archive) const {
    zip_discard(archive);
}

ZipArchive::ZipArchive(std::string_view bytes, std::uint64_t most_bytes) : m_left{most_bytes} {
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
    if (source != nullptr)
        m_archive.reset(zip_open_from_source(source, ZIP_RDONLY, &error));
    if (source != nullptr && !m_archive)
        zip_source_free(source);
    zip_error_fini(&error);
    if (!m_archive)
        refuse_damaged("ZIP");
    check_declared();
}

void ZipArchive::check_declared() {
    const zip_int64_t entries = zip_get_num_entries(m_archive.get(), 0);
    if (entries > k_most_entries)
        refuse_bomb("xlsx.bomb",
                    message("the workbook has {0} parts, at most {1} are read", entries, k_most_entries));
    std::uint64_t total = 0;
    for (zip_int64_t i = 0; i < entries; ++i) {
        zip_stat_t entry;
        if (zip_stat_index(m_archive.get(), static_cast<zip_uint64_t>(i), 0, &entry) != 0 ||
            (entry.valid & ZIP_STAT_SIZE) == 0 || (entry.valid & ZIP_STAT_COMP_SIZE) == 0)
            refuse_damaged("ZIP");
        total = entry.size > m_left - std::min(total, m_left) ? m_left + 1 : total + entry.size;
        const bool dense =
            entry.size > k_ratio_matters_from && entry.size / k_highest_ratio > entry.comp_size;
        if (total > m_left || dense)
            refuse_bomb("xlsx.bomb",
                        message("the workbook would unpack to far more than it is ({0} bytes from {1}); it "
                                "is not read. Save the list as CSV and read that file",
                                entry.size, entry.comp_size));
    }
}

bool ZipArchive::has(const std::string& name) const {
    return zip_name_locate(m_archive.get(), name.c_str(), 0) >= 0;
}

void ZipArchive::read(const std::string& name, const std::function<void(std::string_view)>& take) {
    const std::unique_ptr<zip_file_t, CloseFile> file{zip_fopen(m_archive.get(), name.c_str(), 0)};
    if (!file)
        refuse_damaged(name);
    std::array<char, std::size_t{1} << 16> piece{};
    for (;;) {
        const auto count = zip_fread(file.get(), piece.data(), piece.size());
        if (count < 0)
            refuse_damaged(name);
        if (count == 0)
            return;
        const auto size = static_cast<std::uint64_t>(count);
        if (size > m_left)
            refuse_bomb("xlsx.bomb", message("the workbook unpacks to more than it declares; it is not read. "
                                             "Save the list as CSV and read that file"));
        m_left -= size;
        take({piece.data(), static_cast<std::size_t>(count)});
    }
}

std::string ZipArchive::start_of(const std::string& name, std::size_t most) {
    const std::unique_ptr<zip_file_t, CloseFile> file{zip_fopen(m_archive.get(), name.c_str(), 0)};
    std::string start(most, '\0');
    const auto count = file ? zip_fread(file.get(), start.data(), most) : 0;
    start.resize(count > 0 ? static_cast<std::size_t>(count) : 0);
    return start;
}

} // namespace ehrenamt::formats
