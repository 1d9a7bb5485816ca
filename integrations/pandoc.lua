-- A pandoc filter: code blocks of the class `seq` become pictures.
--
--   pandoc --lua-filter pandoc.lua page.md -o page.html
--
-- It needs the seqwright program on PATH. HTML gets the picture inline; other formats get an SVG file, which pandoc
-- converts if necessary. Pandoc keeps no line numbers, so diagrams are named by their number in the page.

local count = 0

local function compile(arguments, text)
  local done, svg = pcall(pandoc.pipe, "seqwright", arguments, text)
  if not done then
    -- The report is already on standard error.
    error("seqwright: diagram " .. count .. " has errors, or the program is not on PATH", 0)
  end
  return svg
end

local function draw(block)
  if not block.classes:includes("seq") then
    return nil
  end
  count = count + 1
  local name = "diagram " .. count
  local arguments = { "-", "--stdin-filename", name, "--id-prefix", "seq-" .. count }
  for _, option in ipairs({ "theme", "alt" }) do
    if block.attributes[option] then
      table.insert(arguments, "--" .. option)
      table.insert(arguments, block.attributes[option])
    end
  end
  if FORMAT:match("html") or FORMAT:match("epub") then
    table.insert(arguments, "--profile")
    table.insert(arguments, "inline")
    -- A raw block: a reader of `markdown` would parse the content of a `div`.
    return pandoc.RawBlock("html", compile(arguments, block.text))
  end
  local svg = compile(arguments, block.text)
  local file = "seqwright-" .. count .. ".svg"
  pandoc.mediabag.insert(file, "image/svg+xml", svg)
  local alt = block.attributes.alt or name
  return pandoc.Para({ pandoc.Image({ pandoc.Str(alt) }, file) })
end

-- One pass over the document in order, so that each diagram is drawn once.
return { { Pandoc = function(document) return document:walk({ CodeBlock = draw }) end } }
