/// What `nnspec --help` prints.
package enum HelpText {
  package static let text = """
    nnspec: neural-network equations, checked on this machine.

    USAGE
      nnspec [verify] [NAME]    check every equation, or those of one ID, concept or
                                module, against test vectors and three witnesses of
                                its derivative
      nnspec list               every equation with its page, document and kernel
      nnspec reproduce [NAME]   the documents' worked examples, our figure beside
                                theirs; NAME narrows it to one example
      nnspec help               this text

    OPTIONS
      --json                    print JSON for programs
      --help, -h                this text

    EXIT STATUS
      0 all is well; 1 a check failed or a file cannot be read; 64 the arguments
      are wrong.

    """
}
