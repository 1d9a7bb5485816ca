-- What a user of Neovim does with the language server, with the settings of docs/editors.md. The folder is $FOLDER.
local folder = vim.env.FOLDER
local failed = false

local function check(what, is_right, seen)
  io.stdout:write((is_right and 'ok      ' or 'FAILED  ') .. what .. (is_right and '' or ': ' .. vim.inspect(seen)) .. '\n')
  failed = failed or not is_right
end

local function eventually(is_right)
  return vim.wait(10000, is_right, 20)
end

local function lines()
  return vim.api.nvim_buf_get_lines(0, 0, -1, false)
end

local function open(name, text)
  vim.fn.writefile(text, folder .. '/' .. name)
  vim.cmd.edit(folder .. '/' .. name)
  check(name .. ': the server is attached', eventually(function()
    local client = vim.lsp.get_clients({ bufnr = 0, name = 'seqwright' })[1]
    return client ~= nil and client.initialized
  end))
end

local function codes()
  return vim.tbl_map(function(one) return one.code end, vim.diagnostic.get(0))
end

local function ask(method, row, column)
  vim.api.nvim_win_set_cursor(0, { row, column })
  local client = vim.lsp.get_clients({ bufnr = 0, name = 'seqwright' })[1]
  local params = vim.lsp.util.make_position_params(0, client.offset_encoding)
  local answer = client:request_sync(method, params, 10000, vim.api.nvim_get_current_buf())
  return answer and answer.result
end

open('x.seq', { 'alt ready', '  A -> B:hello' })
check('an error is shown', eventually(function() return vim.deep_equal(codes(), { 'unclosed-fragment' }) end), codes())

vim.api.nvim_win_set_cursor(0, { 1, 0 })
vim.lsp.buf.code_action({ apply = true, filter = function(action) return action.kind == 'quickfix' end })
check('its fix is applied', eventually(function() return lines()[3] == 'end' end), lines())
check('the error is gone', eventually(function() return #codes() == 0 end), codes())

vim.lsp.buf.format({ timeout_ms = 10000 })
check('the file is formatted', vim.deep_equal(lines(), { 'alt ready', '  A->B: hello', 'end' }), lines())

vim.api.nvim_win_set_cursor(0, { 2, 2 })
vim.lsp.buf.rename('Web app')
check('a participant is renamed', eventually(function() return lines()[2] == '  Web app->B: hello' end), lines())

local found = ask('textDocument/completion', 2, 11)
local labels = vim.tbl_map(function(item) return item.label end, found and (found.items or found) or {})
check('names are completed', vim.deep_equal(labels, { 'Web app' }), labels)

local hover = ask('textDocument/hover', 2, 3)
local text = hover and hover.contents.value or ''
check('a hover counts messages', text:find('sends 1 message', 1, true) ~= nil, text)

local symbols = ask('textDocument/documentSymbol', 1, 0)
check('there is an outline', symbols and symbols[1].name == 'alt ready', symbols)

open('y.md', { '# 😀', '', '> ```seq', '> A->B: x', '> B->A: y', '> ```' })
vim.api.nvim_win_set_cursor(0, { 4, 2 })
vim.lsp.buf.rename('Client')
check('a participant is renamed in a fence', eventually(function()
  return lines()[4] == '> Client->B: x' and lines()[5] == '> B->Client: y'
end), lines())

vim.cmd(failed and 'cquit 1' or 'qall!')
