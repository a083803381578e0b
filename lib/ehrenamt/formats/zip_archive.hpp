// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/base/result.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

struct zip;

namespace ehrenamt::formats {

/// What a workbook cannot be read for; never leaves read_sheet.
struct WorkbookRefused {
    base::Problem problem;
};

/// An archive in memory. What it would unpack to is bounded before anything is unpacked, by what it declares,
/// and again while reading.
class ZipArchive {
  public:
    /// \param most_bytes that all that is read may unpack to
    /// \throws WorkbookRefused `xlsx.damaged`, `xlsx.bomb`
    ZipArchive(std::string_view bytes, std::uint64_t most_bytes);

    [[nodiscard]] bool has(const std::string& name) const;
    /// Gives an entry piece by piece. \throws WorkbookRefused `xlsx.damaged`, `xlsx.bomb`
    void read(const std::string& name, const std::function<void(std::string_view)>& take);
    /// The first bytes of an entry, or nothing.
    [[nodiscard]] std::string start_of(const std::string& name, std::size_t most);

  private:
    void check_declared();

    struct Close {
        void operator()(zip* archive) const;
    };
    std::unique_ptr<zip, Close> m_archive;
    std::uint64_t m_left; ///< bytes that may still be unpacked
};

/// \throws WorkbookRefused `xlsx.damaged`
[[noreturn]] void refuse_damaged(const std::string& part);

} // namespace ehrenamt::formats
