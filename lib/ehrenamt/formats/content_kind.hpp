// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/base/api.hpp"
#include "ehrenamt/base/result.hpp"

#include <optional>
#include <string_view>

namespace ehrenamt::formats {

/// What the first bytes of a file tell about it.
enum class ContentKind {
    text, ///< nothing speaks against a table of text
    zip,  ///< an archive: XLSX, ODS, DOCX or another
    ole,  ///< XLS of old, or a workbook with a password
    pdf,
    markup, ///< HTML or XML, also under the name .xls
    json,
    sqlite,
    archive, ///< packed some other way
    image,
    rich_text
};

EHRENAMT_API ContentKind kind_of(std::string_view bytes);

/// What the file is and the way out, if its content is neither text nor an archive. Rule: `file.kind`.
EHRENAMT_API std::optional<base::Problem> refusal_of(ContentKind kind);

} // namespace ehrenamt::formats
