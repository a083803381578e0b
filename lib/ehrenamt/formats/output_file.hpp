// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/base/api.hpp"
#include "ehrenamt/formats/descriptor.hpp"

#include <string>
#include <string_view>

namespace ehrenamt::formats {

/// Who may read a result: `owner` for all that can hold personal data, else `everyone` as far as the umask
/// lets.
enum class Readers { owner, everyone };

/// A result file that is there whole or not at all: written under a temporary name in the target's folder,
/// synced, renamed, folder synced. Without publish() nothing remains.
/// \throws base::Error `file.exists` (says --overwrite), `file.write`; the message names file and cause
class EHRENAMT_API OutputFile {
  public:
    /// \param overwrite replace an existing regular file; anything else under that name is refused
    OutputFile(std::string path, Readers readers, bool overwrite);
    OutputFile(const OutputFile&) = delete;
    OutputFile& operator=(const OutputFile&) = delete;
    ~OutputFile();

    void write(std::string_view bytes);
    /// A path by which a library that opens files itself writes into this one; valid until publish().
    [[nodiscard]] std::string temporary() const;
    /// Brings what was written to the disk, so that publish() has nothing left to fail but the rename.
    void sync();
    void publish();

  private:
    [[noreturn]] void fail(int cause) const;
    [[noreturn]] void refuse_existing() const;
    void check_target() const;
    void create_temporary(Readers readers);
    void rename_temporary();

    std::string m_path;
    std::string m_name; ///< the path's last part
    std::string m_temporary;
    bool m_overwrite;
    Descriptor m_folder;
    Descriptor m_file;
};

/// All of it at once.
EHRENAMT_API void write_file(const std::string& path, std::string_view bytes, Readers readers,
                             bool overwrite);

} // namespace ehrenamt::formats
