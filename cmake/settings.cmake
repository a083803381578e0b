# Warnings and hardening as targets, so that no folder sets flags of its own.
add_library(ehrenamt_settings INTERFACE)
target_compile_options(ehrenamt_settings INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wnon-virtual-dtor
  $<$<BOOL:${EHRENAMT_WERROR}>:-Werror>
  # g++ 12 takes the inside of std::string for uninitialised or overlapping at -O3 (its bugs 105329, 105562).
  "$<$<AND:$<CONFIG:Release>,$<CXX_COMPILER_ID:GNU>,$<VERSION_LESS:$<CXX_COMPILER_VERSION>,13>>:-Wno-restrict;-Wno-maybe-uninitialized>"
  "-ffile-prefix-map=${CMAKE_SOURCE_DIR}=.")
if(EHRENAMT_HARDEN)
  target_compile_options(ehrenamt_settings INTERFACE
    -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=3 -D_GLIBCXX_ASSERTIONS
    -fstack-protector-strong -fstack-clash-protection -ftrivial-auto-var-init=zero
    -Wformat=2 -Werror=format-security)
  target_link_options(ehrenamt_settings INTERFACE -Wl,-z,relro,-z,now,-z,noexecstack)
  set(CMAKE_POSITION_INDEPENDENT_CODE ON)
  include(CheckPIESupported)
  check_pie_supported()
endif()
if(CMAKE_CXX_FLAGS MATCHES "-fsanitize=[a-z,]*address")
  target_sources(ehrenamt_settings INTERFACE ${CMAKE_SOURCE_DIR}/tests/support/lsan_suppressions.cpp)
endif()

# All that embed makes, for what reads the sources without building them.
add_custom_target(embedded_texts)

# embed(target name file): makes `name` available as a std::string_view in
# "embedded/<name>.hpp", so that a binary never misses what it cannot work without.
function(embed target name file)
  set(out ${CMAKE_BINARY_DIR}/embedded/embedded/${name}.hpp)
  add_custom_command(OUTPUT ${out}
    COMMAND ${CMAKE_COMMAND} -DIN=${file} -DOUT=${out} -DNAME=${name}
            -P ${CMAKE_SOURCE_DIR}/cmake/embed.cmake
    DEPENDS ${file} ${CMAKE_SOURCE_DIR}/cmake/embed.cmake VERBATIM)
  add_custom_target(embedded_${name} DEPENDS ${out})
  add_dependencies(embedded_texts embedded_${name})
  target_sources(${target} PRIVATE ${out})
  target_include_directories(${target} PRIVATE ${CMAKE_BINARY_DIR}/embedded)
endfunction()
