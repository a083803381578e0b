# Makes one man page: what the program says of itself (NAME, SYNOPSIS, OPTIONS) and the page PAGE, whose first
# section, DESCRIPTION, goes in front of OPTIONS, become Markdown and then, by lowdown, man(7) in OUT.
# Call: cmake -DPROGRAM= -DCOMMAND= -DTITLE= -DDATE= -DVERSION= -DPAGE= -DLOWDOWN= -DOUT= -P man.cmake
execute_process(COMMAND "${PROGRAM}" --lang en --usage man ${COMMAND}
  OUTPUT_VARIABLE head COMMAND_ERROR_IS_FATAL ANY)
file(READ "${PAGE}" page)
string(REGEX REPLACE "^<!--[^\n]*-->\n+" "" page "${page}")

# COMMANDS of the overview stays beside OPTIONS.
string(REGEX MATCH "\n# (COMMANDS|OPTIONS)\n" mark "${head}")
string(FIND "${head}" "${mark}" options)
string(FIND "${page}" "\n# " rest)
string(SUBSTRING "${head}" 0 ${options} name)
string(SUBSTRING "${head}" ${options} -1 options)
string(SUBSTRING "${page}" 0 ${rest} description)
string(SUBSTRING "${page}" ${rest} -1 rest)
file(WRITE "${OUT}.md" "${name}\n${description}\n${options}${rest}")

execute_process(COMMAND "${LOWDOWN}" -s -Tman --out-no-smarty --parse-no-intraemph -m "title: ${TITLE}" -m "section: 1" -m "date: ${DATE}"
    -m "source: ehrenamt ${VERSION}" -m "volume: User Commands" "${OUT}.md"
  OUTPUT_VARIABLE man COMMAND_ERROR_IS_FATAL ANY)
# man(7) has no typewriter face, no paragraph begins right behind a heading, and a hyphen of an option must
# not become a typographic one; examples stand a little to the right.
string(REPLACE "\\fC" "\\fB" man "${man}")
string(REPLACE "--" "\\-\\-" man "${man}")
string(REPLACE "[ \\f" "[\\f" man "${man}") # lowdown sees bold behind a space only
string(REPLACE "\n.EX\n" "\n.RS 4\n.EX\n" man "${man}")
string(REPLACE "\n.EE\n" "\n.EE\n.RE\n" man "${man}")
string(REGEX REPLACE "(\n\\.S[HS]\n[^\n]*)\n\\.[LP]P\n" "\\1\n" man "${man}")
# Ragged lines: narrow cells of tables are not torn apart.
string(REGEX REPLACE "(\n\\.TH [^\n]*\n)" "\\1.ad l\n" man "${man}")
file(WRITE "${OUT}" "${man}")
file(REMOVE "${OUT}.md")
