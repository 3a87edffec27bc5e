/// What `nnspec --help` prints.
package enum HelpText {
  package static let text = """
    nnspec: neural-network equations, checked on this machine.

    USAGE
      nnspec [verify] [NAME]    check every equation, or those of one ID, concept or
                                module, against test vectors and three witnesses of
                                its derivative
      nnspec verify [NAME] --against COMMAND
                                put the test vectors to another program, one JSON
                                object a line on its standard input, and judge its
                                answers; Specs/Vectors/README.md has the protocol
      nnspec check [NAME] --against COMMAND
                                gradient-check another program: its derivatives
                                against differences of its own values, at random
                                inputs
      nnspec accuracy [NAME]    the largest error of each function of one number: at
                                every Float16, and at samples of Double
      nnspec serve              answer that protocol with this package's kernels
      nnspec list               every equation with its page, document and kernel
      nnspec reproduce [NAME]   the documents' worked examples, our figure beside
                                theirs; NAME narrows it to one example
      nnspec figures            draw the pages' figures into Specs/Figures
      nnspec help               this text

    OPTIONS
      --json                    print JSON for programs
      --markdown                verify: write the ledger, Specs/Evidence.md; with
                                --against: print tables for a page
      --timeout SECONDS         --against, serve: how long an answer may take; 10
      --seed NUMBER             check: another number, other inputs; 1
      --float32                 accuracy: also at every one of the 2³² inputs of
                                Float, on all cores, and at a hundred times the
                                samples of Double, in minutes
      --record                  accuracy --float32: put what is found in the record,
                                Specs/Accuracy.json
      --pages                   accuracy: measure nothing; write the record into the
                                pages' tables
      --output DIR              figures: another folder for them, made if need be
      --check                   figures, verify --markdown, accuracy --pages: write
                                nothing; compare what is on file, as numbers
      --help, -h                this text

    EXIT STATUS
      0 all is well; 1 a check failed, or a file cannot be read or written;
      64 the arguments are wrong.

    """
}
