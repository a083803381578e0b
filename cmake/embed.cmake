# Writes the text file IN as a header with one std::string_view k_<NAME>.
# A string literal may hold 65,536 characters portably; longer texts are cut
# into pieces that the compiler joins again.
file(READ "${IN}" text)
string(LENGTH "${text}" length)
set(body "")
set(at 0)
while(at LESS length)
  string(SUBSTRING "${text}" ${at} 8000 piece)
  # Cut behind a line, never inside a character of several bytes.
  string(FIND "${piece}" "\n" line_end REVERSE)
  if(line_end GREATER_EQUAL 0)
    math(EXPR size "${line_end} + 1")
    string(SUBSTRING "${piece}" 0 ${size} piece)
  else()
    string(LENGTH "${piece}" size)
  endif()
  string(APPEND body "R\"embed(${piece})embed\"\n")
  math(EXPR at "${at} + ${size}")
endwhile()
if(body STREQUAL "")
  set(body "\"\"")
endif()
file(CONFIGURE OUTPUT "${OUT}" @ONLY CONTENT [=[// Generated from a text file by cmake/embed.cmake.
#pragma once
#include <string_view>
// Both compilers take longer literals than every compiler has to.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Woverlength-strings"
namespace ehrenamt::embedded {
inline constexpr std::string_view k_@NAME@ =
@body@;
} // namespace ehrenamt::embedded
#pragma GCC diagnostic pop
]=])
