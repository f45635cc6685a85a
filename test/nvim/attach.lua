-- A foreign editor: attaches to the server, waits for its diagnostics of the open file, takes one code action, and writes
-- what it saw as JSON. Neovim 0.7 knows only pushed diagnostics and no `vim.lsp.start`.
local order = vim.fn.json_decode(vim.env.HANDRAIL_ORDER)
local report = { messages = {} }

local function finish(problem)
  report.problem = problem
  vim.fn.writefile({ vim.fn.json_encode(report) }, order.report)
  vim.cmd(problem and 'cquit!' or 'quitall!')
end

local function attach()
  local capabilities = vim.lsp.protocol.make_client_capabilities()
  local client = vim.lsp.start_client({
    name = 'handrail',
    cmd = order.server,
    root_dir = order.root,
    capabilities = capabilities,
    handlers = {
      ['window/logMessage'] = function(_, message) table.insert(report.messages, message.message) end,
      ['window/showMessage'] = function(_, message) table.insert(report.messages, message.message) end,
    },
    on_error = function(code, problem) finish('client error ' .. code .. ': ' .. vim.inspect(problem)) end,
  })
  if not client then return finish('the server could not be started') end
  vim.lsp.buf_attach_client(0, client)
  return vim.lsp.get_client_by_id(client)
end

-- Columns are bytes here: Neovim has turned the server's UTF-16 positions around.
local function seen()
  return vim.tbl_map(function(found)
    local line = vim.api.nvim_buf_get_lines(0, found.lnum, found.lnum + 1, true)[1]
    return {
      line = found.lnum + 1,
      text = line:sub(found.col + 1, found.end_col),
      source = found.source,
      code = found.user_data and found.user_data.lsp and found.user_data.lsp.code or found.code,
      severity = found.severity,
    }
  end, vim.diagnostic.get(0))
end

local function request(client, method, params)
  local answer, problem = client.request_sync(method, params, 5000, 0)
  if not answer then error(method .. ': ' .. tostring(problem)) end
  if answer.err then error(method .. ': ' .. vim.inspect(answer.err)) end
  return answer.result
end

local function take_action(client)
  -- As `vim.lsp.buf.code_action()` asks, with the cursor on the first underline.
  local first = vim.diagnostic.get(0)[1]
  vim.api.nvim_win_set_cursor(0, { first.lnum + 1, first.col })
  local params = vim.lsp.util.make_range_params(0, client.offset_encoding)
  params.context = { diagnostics = vim.lsp.diagnostic.get_line_diagnostics(0, first.lnum) }
  local actions = request(client, 'textDocument/codeAction', params)
  report.actions = vim.tbl_map(function(action) return action.title end, actions or {})
  for _, action in ipairs(actions or {}) do
    if action.title:lower():find(order.action, 1, true) then
      if not action.edit then action = request(client, 'codeAction/resolve', action) end
      vim.lsp.util.apply_workspace_edit(action.edit, client.offset_encoding)
      report.taken = action.title
      return
    end
  end
end

local function run()
  local client = attach()
  if not client then return end
  if not vim.wait(10000, function() return #vim.diagnostic.get(0) > 0 end, 20) then
    return finish('no diagnostics within ten seconds')
  end
  report.encoding = client.offset_encoding
  report.before = seen()
  take_action(client)
  vim.wait(5000, function() return #vim.diagnostic.get(0) < #report.before end, 20)
  report.after = seen()
  report.text = table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, true), '\n')
  finish()
end

local ok, problem = pcall(run)
if not ok then finish(problem) end
