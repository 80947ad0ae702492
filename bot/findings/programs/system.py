"""What a RUN may call of the system: packages, files, accounts, scripts (the language is explained in `grammar`)."""

SYSTEM = """
apt-get update [-q] [-qq] [-y]
apt-get install -y --no-install-recommends SYSTEM+
apt-get install --yes --no-install-recommends SYSTEM+
apt-get install --no-install-recommends -y SYSTEM+
apt-get clean
apk add --no-cache SYSTEM+
apk update
rm [-r] [-f] [-rf] [-fr] REMOVED+
mkdir [-p] [-m MODE] FILE+
cp [-r] [-R] [-a] [-f] [-p] [-rf] FILE FILE+
mv [-f] FILE FILE+
ln [-s] [-f] [-sf] [-sfn] FILE FILE
touch FILE+
chown [-R] [-h] OWNER FILE+
chmod [-R] MODE FILE+
install -d [-o NAME] [-g NAME] [-m MODE] FILE+
install --directory [--owner=NAME] [--group=NAME] [--mode=MODE] FILE+
groupadd [--system] [-r] [-f] [--gid ID] [--gid=ID] [-g ID] NAME
useradd [--system] [-r] [-l] [--no-log-init] [--uid ID] [--uid=ID] [-u ID] [--gid NAME] [--gid=NAME] [-g NAME]
    [--no-create-home] [-M] [--create-home] [-m] [--home-dir PLACE] [--home-dir=PLACE] [-d PLACE]
    [--shell NOLOGIN] [--shell=NOLOGIN] [-s NOLOGIN] NAME
addgroup [-S] [--system] [-g ID] [--gid ID] NAME
adduser [-S] [-D] [-H] [--system] [--group] [--disabled-password] [--no-create-home] [--gecos EMPTY] [-u ID]
    [--uid ID] [-G NAME] [--ingroup NAME] [-h PLACE] [--home PLACE] [-s NOLOGIN] [--shell NOLOGIN] NAME
cd FILE
fc-cache [-f] [-v]
nginx -t
sh SCRIPT ARG*
bash SCRIPT ARG*
"""
