// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/base/api.hpp"
#include "ehrenamt/formats/zip_archive.hpp"

#include <string>
#include <string_view>

namespace ehrenamt::formats {

/// The attributes of an element, by their names without prefix.
class EHRENAMT_API XmlAttributes {
  public:
    explicit XmlAttributes(const char** pairs) : m_pairs{pairs} {}
    /// Empty if there is none.
    [[nodiscard]] std::string_view operator[](std::string_view name) const;
    /// `1`, `true` or `on`.
    [[nodiscard]] bool is_true(std::string_view name) const;

  private:
    const char** m_pairs;
};

/// Hears the elements of an XML part. Names come without their prefix.
class XmlHandler {
  public:
    XmlHandler() = default;
    XmlHandler(const XmlHandler&) = delete;
    XmlHandler& operator=(const XmlHandler&) = delete;
    virtual ~XmlHandler() = default;
    virtual void start(std::string_view element, const XmlAttributes& attributes) = 0;
    virtual void end(std::string_view element) = 0;
    virtual void text(std::string_view piece) = 0;
};

/// Streams a part of the archive through a handler. A document type declaration, and with it every entity, is
/// refused. \throws WorkbookRefused `xlsx.dtd`, `xlsx.damaged`, and what the handler throws
void read_xml(ZipArchive& archive, const std::string& part, XmlHandler& handler);
/// The same with XML that stands in memory.
EHRENAMT_API void read_xml(std::string_view xml, XmlHandler& handler);

} // namespace ehrenamt::formats
