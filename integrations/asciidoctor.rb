# An Asciidoctor extension: blocks of the style `seq` become pictures.
#
#   asciidoctor -r ./asciidoctor.rb --failure-level ERROR page.adoc
#
# It needs the seqwright program on PATH. An error in a diagram is logged with the page, the line and the fix.
require 'asciidoctor'
require 'asciidoctor/extensions'
require 'open3'

class SeqwrightBlock < Asciidoctor::Extensions::BlockProcessor
  include Asciidoctor::Logging
  use_dsl
  named :seq
  on_contexts :listing, :literal, :open, :paragraph
  # Only the reader of a compound block knows its place in the page.
  content_model :compound

  def process parent, reader, attributes
    # The cursor is at the first line of the diagram.
    at = reader.cursor
    place = "#{at.path}:#{at.lineno}"
    number = parent.document.increment_and_store_counter 'seqwright-number', parent
    command = ['seqwright', '-', '--profile', 'inline', '--at', place, '--id-prefix', "seq-#{number}", '--color', 'never']
    command.push '--theme', attributes['theme'] if attributes['theme']
    command.push '--alt', attributes['alt'] if attributes['alt']
    svg, report, status = Open3.capture3 Hash['GITHUB_ACTIONS', nil], *command, stdin_data: reader.read
    logger.error report.strip unless status.success?
    return create_literal_block parent, report.strip, attributes unless status.success?

    logger.warn report.strip unless report.empty?
    create_pass_block parent, svg, attributes
  end
end

Asciidoctor::Extensions.register { block SeqwrightBlock }
