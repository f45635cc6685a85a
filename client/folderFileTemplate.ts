/** The `handrail.yaml` that a person starts from. It changes nothing until somebody changes it. */
export const folderFileTemplate = `# What Handrail checks in this folder. The editor, the command line and CI read this file and show the same.

# recommended: quiet, only what is worth a squiggle. all: everything.
profile: recommended

# What a rule is shown as: off, hint, info, warning or error. Ids or globs; a later line wins.
# rules:
#   'secrets/*': error
#   'secrets/jwt': off

# What is not checked at all; patterns as in .gitignore.
# ignore:
#   - 'vendor/**'

# Whose comments allow a finding. all: for credentials also those for other tools, such as gitleaks:allow. own: ours.
# allowComments: own

# Rules of your own: a file, or a folder full of them.
# extends:
#   - ./rules
`;
