<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1">
<context>
    <name>AboutDialog</name>
    <message>
        <source>About Kifua</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where it fails</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Licences</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It took {seconds} s.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The check could not be finished.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This model brings no X-rays to check with.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>All is well: %Ln of %Ln X-ray(s) give(s) the words and scores here that they gave where the model was made.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>{file} should give {expected} and gives {score}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Do not use this installation: install Kifua again. X-rays that come out otherwise than they should: {differing} of {count}. {told}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The DICOM files to check with are gone: install Kifua again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>DICOM files of every kind are opened as they should be.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open no DICOM files here: install Kifua again. Those that are not opened rightly: {files}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kifua {version}, model {model}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Figures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measured with the usual settings. The interval below each figure holds it with 95% certainty, for children of the same hospital. Expect worse elsewhere.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The literature reports that models which were made from these X-rays did far worse in other countries. The model card has figures of that, the worst errors with their X-rays, and what the model must not be used for.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read the model card…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kifua can screen the X-rays that came with its model, and compare each score with the one it had where the model was made. It also opens a DICOM file of every kind. Nothing is stored.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check this installation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Outcome of the check</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Report a problem</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send the details to whoever looks after this computer: the version, the model and the last error. They contain no names and no X-rays.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AdjustmentCard</name>
    <message>
        <source>It may lie on its side, or be a negative.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Turn or invert it with the buttons below the picture, then press:</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AgeQuestion</name>
    <message>
        <source>Age of the child</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>years</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>months</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unit of the age</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody knows how old the child is: show the score all the same</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save age</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Months or years?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not understood: write 3, 8 m or 18/12.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{number} months</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{number} years</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How old is the child?</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Archive</name>
    <message numerus="yes">
        <source>%Ln result(s) on the way to the archive.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ArchivePart</name>
    <message>
        <source>Picture archive (PACS)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Results can be sent to the clinic&apos;s archive, as a picture and a report beside the X-ray, under the same patient. Whoever looks after the archive knows these, and has to allow Kifua there:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove the archive</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State of the archive</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Results can be sent to {peer}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Off: no archive is entered.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send results of X-rays that arrive</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of X-rays that the machine sends or that come into the watched folder, as far as their files say which study they are of. Any other result you send yourself: “Send to the archive” in the menu File, or in that of the rows.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The archive answers.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>BackupDialog</name>
    <message>
        <source>Restore the history</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Backups</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which backup is to take the place of the history? Screenings since then are not in it; the history as it is now is kept as a backup too.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restore</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look in another folder…</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%Ln screening(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>{time}: {count}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>BackupRestorer</name>
    <message>
        <source>Choose the folder of the backup</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The backup is {path}. It holds patients&apos; data: lock it away.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no backup in this folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look in another folder…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The history was restored. The one before is kept as a backup.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>BatchBar</name>
    <message>
        <source>Folder in work</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Progress in words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Progress of the folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>End…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Continue</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%Ln more folder(s) waiting</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln new X-ray(s) screened</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Watching “{folder}” for new X-rays</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{folder}” is not there now: it is watched again as soon as it is back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ending: finishing the X-rays in work…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>paused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>looking for X-rays…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{done} of {total}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>End the screening of {batch}? What is done is kept; the rest is not screened.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>End it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on screening</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>End those that wait too</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>BatchRows</name>
    <message>
        <source>Results</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>BatchRunner</name>
    <message>
        <source>{batch} is being screened already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{batch} waits already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{batch} waits: it is screened next.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>{batch} waits: it is screened after %Ln other folder(s).</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>{folder} is not there now. Connect it again, then continue; or end the batch.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>BatchSigns</name>
    <message>
        <source>{number}%</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ChipBar</name>
    <message>
        <source>Search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear the words that are searched for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next not seen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the next X-ray that nobody has seen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sort the rows in the usual order again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sorted by: {column}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>X-rays on which a danger sign was marked. On the others, maybe nobody has looked for any.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search patient, file, note (Ctrl+F)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not seen {count}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Danger signs {count}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All {count}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Signs {count}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Have it read {count}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No signs {count}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not assessed {count}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ClinicSection</name>
    <message>
        <source>Logo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove the logo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>These stand at the head of every report; your name stands beside your decisions too.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name of the clinic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a logo…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The logo cannot be read: choose it again. Until then, reports have none.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This file cannot be used as a logo: choose a PNG or JPEG picture.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Closing</name>
    <message>
        <source>The folder is done now. Close Kifua?</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Comparison</name>
    <message>
        <source>To compare, give the patient&apos;s id first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no other X-ray of this patient.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>That X-ray cannot be shown: its file is not there now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Earlier</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Later</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Other</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>small copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Other X-ray</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Contents</name>
    <message>
        <source>Sections</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DangerSignsCard</name>
    <message>
        <source>Danger signs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tick each sign that the child has. One is enough to act now, whatever the X-ray shows.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None of these</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Danger signs come first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tick the danger signs that the child has</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Danger signs: tick what the child has</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Deidentify</name>
    <message>
        <source>Save without the patient&apos;s &amp;identity…</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%Ln X-ray(s) saved without the patient&apos;s identity.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DeidentifyDialog</name>
    <message>
        <source>Save without the patient&apos;s identity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>I have looked: nothing tells who it is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save and next</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Skip this one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a box</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tick all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tick what tells who the patient is: a name, a number, a date. It will be black. Draw a box around what was not found. The letters L and R may stay.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Arrow keys move a box, with Shift they change its size; Space ticks it, Delete removes it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The new file has a new name and number. Age in years, sex and exposure stay; names, dates and all else are left out. Your own files stay as they are.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Picture {number} of {total}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opening the X-ray…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DeleteAll</name>
    <message numerus="yes">
        <source>Delete all %Ln screening(s)…</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Delete the whole history, %Ln screening(s), and the list of recent files?</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>X-rays that Kifua received are deleted too: {count}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Files for the archive are not sent any more: {count}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It can be undone until you leave this page.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete all</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%Ln screening(s) deleted.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>The history was deleted. Another program is still reading the old one: its last traces are erased from the disk when Kifua is next started.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Deletion</name>
    <message numerus="yes">
        <source>Delete %Ln screening(s)?</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Delete the screening of {name}?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It can be undone until you leave the worklist or delete something else.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>X-rays that Kifua received from an X-ray machine are deleted with them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%Ln screening(s) deleted.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln screening(s) restored.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DicomExport</name>
    <message>
        <source>Export as &amp;DICOM…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The X-ray&apos;s file names no study: the result has one of its own.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DicomSection</name>
    <message>
        <source>As long as nothing is switched on here, Kifua speaks with no other computer.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DropZone</name>
    <message>
        <source>Drop zone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>JPEG, PNG, TIFF, BMP, WebP or DICOM. Nothing leaves this computer unless you send it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop an X-ray or a folder here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Danger signs in the child override any picture.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open X-ray…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open folder…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paste</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>EmptyState</name>
    <message>
        <source>Show all rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing has been screened yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open an X-ray or a folder. Every screening is kept here, on this computer only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was screened in these days.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Show all %Ln screening(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing was screened.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing matches.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look for other words, or another verdict.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>If it is on a drive, connect the drive; or choose another data folder in the settings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The history cannot be shown.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Encryption</name>
    <message>
        <source>Connections cannot be encrypted with this installation of Kifua, only with one by pip.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A name and an address prove nothing: in a network that you do not trust, let Kifua encrypt (TLS). All files are PEM files. With the last one, a machine needs a certificate that one of these has signed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Certificate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trusted signers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Do not encrypt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a file…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Certificate and key are both needed: nothing is encrypted yet.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>EscapeKey</name>
    <message>
        <source>Back to one picture, and from there to the worklist</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>EvidenceBar</name>
    <message>
        <source>Strength of the evidence map</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Warm (+): where the model sees signs of pneumonia; cool (−): where it sees signs against it. It does not outline a disease, and a place without colour may be diseased.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Warm: signs. Cool: against. It outlines no disease.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the evidence map is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Strength</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>EvidenceMap</name>
    <message>
        <source>The evidence map comes with the verdict.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No verdict was made, so there is no evidence map.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kifua was not made for this age: what the model sees on the X-ray is not shown.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another model made this verdict: the evidence map of this model does not fit it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no X-ray to draw an evidence map on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no evidence map: the file was changed, moved or removed.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>EvidenceView</name>
    <message>
        <source>Evidence map</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>X-ray</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FailureDialog</name>
    <message>
        <source>Kifua made an error</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kifua made an error and goes on: what you see may be incomplete.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Please report it: copy the details and send them to whoever looks after this computer. They contain no names and no X-rays.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FileActions</name>
    <message>
        <source>{path} is not there now: connect its drive, or choose another.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no picture on the clipboard: copy one first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sample X-rays are missing: install Kifua again.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FirstUseDialog</name>
    <message>
        <source>Kifua: before the first use</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What Kifua is for, and what it is not</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>I have read this</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its limits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything stays on this computer: Kifua sends nothing anywhere. Patients&apos; names are stored only if you switch that on in the settings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Intended use and limits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kifua is ready</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Begin with your own X-rays, or try a sample first. You find what you have read under Help, About.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try a sample X-ray</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take the tour</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FolderWatch</name>
    <message>
        <source>“{folder}” is watched from now on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s) from before left alone: open the folder to screen what is there now.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FoldersSection</name>
    <message>
        <source>Watched folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop watching</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make a sound when a folder is done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kifua can watch the folder that your X-ray unit saves to, and screen new X-rays by itself while it runs:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a folder to watch…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For whoever does something else meanwhile.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No folder is watched.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This folder cannot be watched: Kifua keeps its own files in it. Choose another.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>GreySliders</name>
    <message>
        <source>Brightness</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Contrast</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>GuideBrowser</name>
    <message>
        <source>Page of the guide</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>GuideWindow</name>
    <message>
        <source>Kifua: guide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search the guide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pages of the guide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No page has these words.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forward</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>HelpActions</name>
    <message>
        <source>&amp;Guide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Tour</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>HistoryFolderSection</name>
    <message>
        <source>Where the history is kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use the usual folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another folder…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>After a change, a new history begins in the new folder, or the one that is there is continued. The old one stays where it is: nothing is moved and nothing is deleted. Choose the old folder again to see it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The history of all screenings is kept here, on this computer:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make a backup…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restore the history…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kifua is not allowed to write to this folder: choose another.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>HistoryRows</name>
    <message>
        <source>Screenings</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ImageView</name>
    <message>
        <source>Picture</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>KeysDialog</name>
    <message>
        <source>Keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LicencesPage</name>
    <message>
        <source>Their list cannot be read. Install Kifua again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kifua itself: Apache License 2.0. It is built of these, each under its own licence.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The libraries of Qt and PySide6 lie as files beside the program and may be exchanged for your own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How to do so, and every licence text, is in {folder}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Components and their licences</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Component</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Version</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Licence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>EfficientNet-Lite0, weights learned from ImageNet (start of the model&apos;s training): Apache License 2.0.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Model and sample X-rays are made from: D. Kermany, K. Zhang, M. Goldbaum, Labeled Optical Coherence Tomography (OCT) and Chest X-Ray Images for Classification, Mendeley Data, doi:10.17632/rscbjbr9sj.3; Kermany et al., Cell 172:1122–1131 (2018). Licence: CC BY 4.0 (https://creativecommons.org/licenses/by/4.0/).</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LimitsCard</name>
    <message>
        <source>Limit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All limits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Limits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Less</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LookSection</name>
    <message>
        <source>As the computer is set</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{number}%</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size of the text</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Machines</name>
    <message>
        <source>X-ray machines that may send. Name and address must both fit:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add an X-ray machine</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Closing: finishing what was begun…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only files and folders of this computer can be dropped here.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MarkList</name>
    <message>
        <source>Boxes: what is ticked will be black</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Box {number}, {place}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MarkedView</name>
    <message>
        <source>Picture with boxes</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MissingFileBar</name>
    <message>
        <source>Find it…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another file has its name now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file is not there now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is the small copy kept with the screening; do not judge details by it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No small copy of it was kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>That is another file: it is not the one that was screened.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ModelCardDialog</name>
    <message>
        <source>Model card</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>NoticeBar</name>
    <message>
        <source>Notices</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Written to {path}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No program on this computer opens {path}.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>OtherSignsCard</name>
    <message>
        <source>Mark them here too</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>OtherStrip</name>
    <message>
        <source>Other X-rays of {patient}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PageHeader</name>
    <message>
        <source>Title of the page</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PatientBox</name>
    <message>
        <source>All patients</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Patient</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All patients: {count}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>taken {date}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>without id and name</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%Ln X-ray(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PatientCard</name>
    <message>
        <source>Patient</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edit the patient</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not given</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edit</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PatientForm</name>
    <message>
        <source>Girl / female</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Boy / male</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose from the clinic&apos;s worklist…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This age is not understood: write 3, 2.5 or 8 months.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The age from before is kept: {age}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The name is kept in the history on this computer; see Settings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A name is in the history from before: clear this field to delete it there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The name is not kept in the history; see Settings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Patient id</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Age</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sex</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PeerFields</name>
    <message>
        <source>Write a name or an address, such as {example}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write a number from 1 to 65535.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its AE title</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its port</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{title} if left empty</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kifua&apos;s AE title there</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Pictures</name>
    <message>
        <source>Second picture</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PicturesSection</name>
    <message>
        <source>Keep a small copy of each picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>So that an X-ray can still be seen when its USB stick is gone. A name that is written in the picture can be read in the copy, too. Copies stay on this computer and are deleted with their screenings; 1,000 take about 20 MB.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From now on no copies are kept. Remove those that are stored, too?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The small copies were removed. The screenings are kept.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PrivacySection</name>
    <message>
        <source>Store patients&apos; names in the history</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%Ln day(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>For ever</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Anyone who uses this computer can read them, and tables that you export have them too. If you switch this off later, names that are stored stay until you clear them or delete their screenings in the history.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>X-rays, names and results stay on this computer. Nothing is ever sent anywhere, but to systems of your clinic that you enter above: the archive can be sent results, and the worklist server is asked who is to be X-rayed, on which day.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep screenings</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ProblemButtons</name>
    <message>
        <source>Copy details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copied</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Rail</name>
    <message>
        <source>Pages</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Receiving</name>
    <message>
        <source>Receive X-rays from an X-ray machine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State of receiving</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All addresses of this computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>While Kifua runs, the machine sends each X-ray over your own network; it is screened and stands in the worklist. Only machines that you list here may send.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write a number from {low} to {high}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name (AE title) of Kifua</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Port of this computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Most gigabytes of X-rays</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write a number, such as 20.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Most machines at a time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How Kifua is called:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Address of this computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Limits and encryption</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No X-rays can come yet: add the X-ray machine below.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RecentSection</name>
    <message>
        <source>Remember recent files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear the list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The start page offers the files and folders that were opened last. Their names may tell who a patient is.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Reception</name>
    <message numerus="yes">
        <source>%Ln X-ray(s) received whose result is not kept yet: screened again later.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RecordStore</name>
    <message>
        <source>This was not saved: the screening is not in the history.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RecordTable</name>
    <message>
        <source>Open the X-ray of the row</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RepairNotice</name>
    <message>
        <source>Restore a backup…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ReportActions</name>
    <message>
        <source>&amp;Report…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Save report as PDF…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another report is still being made: wait for it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another place…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped: no report was made.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Preparing the report…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The clinic&apos;s logo cannot be read, so the report has none: choose it again in the settings.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ReportPreview</name>
    <message>
        <source>Page to be printed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whole page</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Page {number} of {total}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous page</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next page</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Print…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save PDF…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RetentionNotice</name>
    <message>
        <source>They stay until you delete them in the worklist.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Older ones are deleted from the history the next time Kifua starts. X-ray files are kept, but not those that Kifua received from an X-ray machine: they are deleted too.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Now these are %Ln screening(s).</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReviewCard</name>
    <message>
        <source>What was done?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note (optional)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note on the decision</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who decided, and when</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change the name of who decides</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What do you see?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What do you say?</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RowActions</name>
    <message>
        <source>Screen all again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sort by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Usual order</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Report of the selected X-rays…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export the selected X-rays to CSV…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send the selected results to the archive</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the selected X-rays without the identity…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the selected rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mark the selected rows as seen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mark the selected rows as not seen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete the selected screenings…</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Report of %Ln X-ray(s)…</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Export %Ln X-ray(s) to CSV…</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Send %Ln result(s) to the archive</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Save %Ln X-ray(s) without the identity…</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Copy %Ln row(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Mark %Ln as seen</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Mark %Ln as not seen</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Delete %Ln screening(s)…</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RowCommands</name>
    <message numerus="yes">
        <source>%Ln row(s) copied to the clipboard.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RowPreview</name>
    <message>
        <source>Preview</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open (Enter)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose an X-ray to see it here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s) selected.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Opening the X-ray…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Score: not shown, the age is not known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Score for pneumonia: {score}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no X-ray to show.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Selected row</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ScheduledDialog</name>
    <message>
        <source>Choose from the clinic&apos;s worklist</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Today</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Any day</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Day</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On which day</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name, id or examination</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Other examinations than X-rays too</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clinic&apos;s worklist</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asking the clinic&apos;s worklist server…</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%Ln X-ray(s) planned.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{shown} of %Ln X-ray(s) planned.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln other examination(s) not shown.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>There are more than these: choose a day.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Selected is the patient with the id of this X-ray.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ScoreCard</name>
    <message>
        <source>Score</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the score means</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Age in words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change the age</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{age}, from this patient&apos;s other X-ray of the day</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Score {score}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>pattern: {pattern}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Age: {age}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ScoreScale</name>
    <message>
        <source>Score on its scale</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ScreeningWorker</name>
    <message>
        <source>What is screened now is not kept there: free some space on the disk, or choose another data folder in the settings.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SectionCard</name>
    <message>
        <source>Numbers</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SendAction</name>
    <message>
        <source>Send to the &amp;archive</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clinic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folders</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>X-ray machine (DICOM)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Privacy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Data folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How careful Kifua is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Speed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A change takes effect at once. Verdicts that were made stay as they are, and a folder in work is finished with the settings that it was started with.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restore the usual settings…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restore the usual settings, the data folder too? No screening is deleted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restore</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SourceBox</name>
    <message>
        <source>Today</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last 30 days</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From … to …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which X-rays</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First day</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last day</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{first} to {last}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This batch</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SpecialistCard</name>
    <message>
        <source>For the specialist</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SpeedSection</name>
    <message>
        <source>Automatic (every core but one)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>X-rays screened at once</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A lower number leaves more of the computer for other work.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StateChip</name>
    <message>
        <source>{number}%</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>brightness changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>contrast changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>inverted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>turned</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StatisticsPage</name>
    <message>
        <source>Statistics</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>4 weeks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>3 months</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 year</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Period</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Picture…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the charts as a picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CSV…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export the numbers as CSV</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Charts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>X-rays: {count}, from {first} to {last}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No X-rays were screened in this period. Choose a longer one above.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Charts appear here when X-rays have been screened: how many, which verdicts, and your answers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing to count yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{period}. Made by Kifua: {moment}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Statistics: {clinic}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TechnicianTable</name>
    <message>
        <source>AE title</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>IP address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Port</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type this into the X-ray machine, as a place to send to (storage):</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> or </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>(this computer is in no network)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TourDialog</name>
    <message>
        <source>Kifua: a short tour</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Skip</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{step} of {count}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Begin</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>UndoBar</name>
    <message>
        <source>What was done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>VerdictBand</name>
    <message>
        <source>Verdict in words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Warning</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking at the X-ray…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>VerdictPanel</name>
    <message>
        <source>Verdict</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Danger signs: tick them, or be done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Age of the child</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>VerdictSection</name>
    <message>
        <source>Say “uncertain” where it is close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For the specialist</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Viewer</name>
    <message>
        <source>Opening the X-ray…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>small copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no X-ray to show.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the X-ray as it was opened</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>WorklistHeader</name>
    <message>
        <source>Actions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What can be done with the selected rows, and their order</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Summary…</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%Ln X-ray(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln not seen</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{shown} of %Ln X-ray(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Worklist · {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export {count} to CSV…</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Actions · %Ln selected</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Export…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>WorklistPage</name>
    <message>
        <source>Every X-ray that the worklist shows was seen.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search the worklist</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the next X-ray that nobody has seen</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>WorklistPart</name>
    <message>
        <source>Worklist of the clinic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where the clinic has a worklist server, a patient can be chosen from its list instead of being typed. Whoever looks after that server knows these, and has to allow Kifua there:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State of the worklist</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Patients can be chosen from {peer}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Off: no server is entered.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only for this machine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>AE title; empty for all</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>The server answers: %Ln X-ray(s) planned for today.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>WorklistTable</name>
    <message>
        <source>What can be done with the selected rows</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>XrayHeader</name>
    <message>
        <source>Place in the table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Worklist</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>screened {date}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>X-ray of {date}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Screened before, on {date}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Screened before, on {date}, as {file}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{number} of {count}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>XrayPage</name>
    <message>
        <source>This age is not understood: correct it first.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>_Card</name>
    <message>
        <source>The model card cannot be read: install Kifua again.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>_Doubt</name>
    <message>
        <source>Warning on what was done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sent home all the same</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A danger sign is ticked: the guideline says refer or treat, not send home.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Danger signs were not checked: look for them before the child goes home.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>_Line</name>
    <message>
        <source>Name (AE title) of the X-ray machine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Address of the X-ray machine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write numbers with dots, such as {example}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>at</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>_Notice</name>
    <message>
        <source>Notice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>_OtherButton</name>
    <message>
        <source>Show it beside the X-ray</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>_Queues</name>
    <message>
        <source>Try now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give up…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For {archive}:</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s) waiting.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln refused (status {status}): ask who looks after the archive.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Send none of what waits for {archive} or was refused? The screenings stay in the worklist.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send none</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>_Rejected</name>
    <message>
        <source>Rejected: {caller}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Let it send</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>adjustment_text</name>
    <message>
        <source>inverted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{turned} and {inverted}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>turned by 90° to the right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>turned by 180°</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>turned by 90° to the left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Screened after it was {done}.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>age</name>
    <message>
        <source>years|year|yrs|yr|y</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>months|month|mths|mo|m</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>weeks|week|wks|wk|w</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>days|day|d</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>and</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody is {years} years old: check the age.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>batch</name>
    <message>
        <source>X-ray machine</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>batch_bar</name>
    <message>
        <source>“{batch}”</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>batch_outcome</name>
    <message>
        <source>other pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>reports</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Screened before: {before} of {total}; new: {new}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s) skipped: no X-ray(s).</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s) left out: no chest X-ray(s) ({kinds}).</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>The files could not be listed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no X-ray in this folder or in the folders below it: choose another.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ended early.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Screened: {done} of {total}.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>bundle</name>
    <message>
        <source>Decision support for trained health workers: points out signs of pneumonia on one frontal chest radiograph of a child of one to five years. It is not a medical device, makes no diagnosis and replaces no examination.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Made for frontal chest X-rays of children of one to five years; not for other ages, views or parts of the body.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Learned from one hospital in Guangzhou, China; elsewhere, such models have been wrong far more often.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The score is a probability among children of whom three in four had pneumonia; where fewer have it, it is too high.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It looks for pneumonia only: tuberculosis, fluid, a foreign body or a heart disease may go unseen.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Danger signs in the child override a normal result.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>patient-disjoint test part, Guangzhou children of 1 to 5 years: 786 images of 456 patients</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>patient-disjoint test part, Guangzhou children of 1 to 5 years: 583 pneumonias of 262 patients</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>patient-disjoint test part, Guangzhou children of 1 to 5 years, certain: 722 images of 427 patients</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>patient-disjoint validation part, Guangzhou children of 1 to 5 years: 792 images of 412 patients</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>checked_field</name>
    <message>
        <source>e.g. {example}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>clock</name>
    <message numerus="yes">
        <source>Screenings of more than %Ln day(s) ago are to be deleted.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>These are %Ln screening(s). If the clock is or was wrong, cancel, and nothing is deleted.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Delete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Is the clock of this computer right? It says {today}, and no X-ray was screened from {last} to {next}.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>columns</name>
    <message>
        <source>age?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Patient</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Age</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Score</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Decision</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Date</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Taken</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not seen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>When the X-ray was taken</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>deidentify</name>
    <message>
        <source>at the top left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>at the top</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>at the top right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>at the left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in the middle</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>at the right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>at the bottom left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>at the bottom</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>at the bottom right</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>dialogs</name>
    <message>
        <source>Open a folder of X-rays</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export as DICOM into a folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save without the patient&apos;s identity into a folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A folder is still being screened. What is done is kept, and the rest can be continued later.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open X-rays</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the data folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a logo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a certificate or a key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export CSV</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Picture (*.png)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drawing that can be enlarged (*.svg)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save report as PDF</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close Kifua</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep it open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Table (*.csv)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Report (*.pdf)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pictures ({patterns})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>X-ray images ({patterns})</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>field_marks</name>
    <message>
        <source>From the clinic&apos;s worklist</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>(file): the X-ray&apos;s file says so. Type over it where it is wrong.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>3, 2.5 or 8 months</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{value} (file)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>figures_list</name>
    <message>
        <source>Measured on: {population}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>figures_text</name>
    <message>
        <source>Balanced (usual)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Careful (misses fewer)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With it, some X-rays get no clear result and need another reading; the others are right more often.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of 100 X-rays with pneumonia it finds {found}; of 100 normal X-rays {silent} raise no alarm. Elsewhere than in the hospital that it learned from, expect fewer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Against the usual: {missed} fewer missed of 100 with pneumonia, and {alarms} more false alarms of 100 normal X-rays. Each false alarm is a healthy child who is examined again or treated for nothing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With it, of 100 X-rays {uncertain} get no clear result and need another reading, and of 100 of the others {certain} are right; without it, every X-ray gets a result, and of 100 {all} are right.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>balanced</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>careful</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{point}, without the uncertain band</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>help</name>
    <message>
        <source>On the pages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To the next button or field; with Shift, to the one before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Press the button, or tick the box</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close the dialog</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What it does</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> or </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Menu {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open an X-ray</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop a picture or a whole folder on the window, or choose one. It stays on this computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look at the child first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kifua says what it sees and how sure it is. Danger signs come before every verdict, and a sign on an X-ray is not a diagnosis.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Say what you think</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Agree, disagree or can&apos;t tell: one click, kept with the X-ray and written on the report.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything in one list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The worklist has every X-ray; a dot marks those that nobody has seen. F1 opens the guide.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>locale_text</name>
    <message>
        <source>under 1%</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>over 99%</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{number}%</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{date}, {time}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>pace</name>
    <message numerus="yes">
        <source>about %Ln hour(s) left</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>less than a minute left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>about a minute left</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>about %Ln minute(s) left</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>patient</name>
    <message>
        <source>female</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>male</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>girl</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>boy</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>peer_fields</name>
    <message>
        <source>Write 1 to 16 letters, digits and signs without accents.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>peer_part</name>
    <message>
        <source>Test the connection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not used yet: AE title, address and port have to be right.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asking {peer}…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>reasons</name>
    <message>
        <source>There is no file or folder of this name: check the name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kifua may not open this file: ask for permission to read it, or copy it to another folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The path of this file is too long: move the file into a folder with a shorter path.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This file is empty: copy it again from where it came from.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This file has {size_mb:.0f} MB, more than the {limit_mb:.0f} MB that Kifua opens.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is not a picture that Kifua can read: use JPEG, PNG, TIFF, BMP, WebP or DICOM.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This picture is damaged or incomplete: copy it again from where it came from.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This picture has {width} × {height} pixels, more than Kifua opens: save it smaller.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This picture takes too much memory or time to open: save it again as a plain JPEG or PNG.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This file holds several pictures ({count}): save the chest X-ray as a file of its own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kifua cannot read this DICOM file ({syntax}): export it uncompressed, or as JPEG or PNG.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This DICOM file holds no picture: choose the file with the X-ray itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kifua failed on this file ({error}): please report it. No verdict was made.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This picture has only {width} × {height} pixels; each side needs at least {minimum}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This picture has almost no contrast: check the exposure, or export it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Most of this picture is pure white or black: check its exposure, or export it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This picture is too long and narrow for a whole chest X-ray: use the whole chest X-ray.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This file is a colour picture, not an X-ray: export the X-ray itself as a grey picture.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file says that this is not a plain X-ray (modality {modality}): no verdict is made.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is the X-ray unit&apos;s raw image (FOR PROCESSING): export the X-ray that is for reading.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file says that this is not a chest (body part {body_part}): no verdict is made.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file says that this view is from the side or at an angle: use the frontal view.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This X-ray seems to lie on its side or upside down: turn it upright, then screen it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This X-ray seems to be a negative, dark for bright: invert it, then screen it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A part of the lungs seems to be cut off: use the whole chest X-ray.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This does not look like a frontal chest X-ray: check that it is the right picture.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model was made for {low:g} to {high:g} years, not for this patient: do not rely on it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This patient is {age:g} years old; the model was made for {low:g} to {high:g} years only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This chest seems wide ({width_cm:g} cm) for {low:g} to {high:g} years: check the age.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The score is too close to the limit to be sure: have this X-ray read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kifua failed ({error}): please report it, with the log file {path}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This computer&apos;s processor is too old for Kifua (no {features}): use one made since 2014.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no picture in this folder: choose another, or add --recursive to look below it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model is missing ({path}): install Kifua again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model file {name} is damaged or was changed: install Kifua again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model does not fit this version of Kifua ({detail}): install Kifua again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no operating point named {name}: use one of {known}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The option --cluster needs Dask: install it by pip install &apos;kifua[cluster]&apos;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The cluster {address} could not be used ({error}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file {path} is an input, an X-ray or one of Kifua&apos;s own: choose another name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This file is not the X-ray that was screened any more: screen it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is a result that Kifua exported, not an X-ray: there is nothing to export.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kifua could not open this X-ray, so there is no result to export.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file {path} could not be written ({error}): choose another place.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} is of an unfinished batch: add --resume to go on with it, or delete it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another run of Kifua is writing {path}: wait until it has ended, or choose another name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} was made by {found}, this run is of {used}: choose another name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} has {count} results of files that are not found now: name the same files again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is another file {path} already: choose another folder or name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kifua takes the identity out of plain X-rays alone, not out of this file ({kind}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file {path} is no key for new names: choose another file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The table {path} could not be read ({error}): check its name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The table {path} is damaged, or the password is not the one that it was saved with.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The queue {path} of results to be sent could not be read or written ({error}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another run of Kifua is sending to {peer}: what waits for it is not lost.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{peer} cannot be reached: what waits for it is sent later.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{peer} does not take calls from {calling}: allow it there. What waits is sent later.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{peer} takes no more at the moment: what waits for it is sent later.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{peer} cannot be reached: check the network, and its address and port.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{peer} does not take calls from {calling}: allow it there, and check both AE titles.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kifua cannot wait for X-rays at {address}, port {port} ({error}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another program uses port {port} of this computer: close it, or choose another port.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This computer does not have the address {address} now: check the network.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder for received X-rays {path} cannot be used ({error}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another run of Kifua receives X-rays into {path}: close that one first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An X-ray that was sent could not be stored in {path} ({error}): it has to be sent again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} could not be deleted or restored ({error}): another program may have it open.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{caller} may not send X-rays: if it should, add it to those that may.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{peer} cannot be reached: check the network, and the server&apos;s address and port.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{peer} has no worklist: ask who looks after it for the address of the worklist server.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{peer} takes too long to answer: try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{peer} answered with an error ({status}): tell who looks after it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The settings could not be read. They were moved to {path}, and the standard ones are used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The settings could not be saved to {path} ({error}): they last until Kifua is closed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The history {path} could not be opened or written ({error}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The history {path} is of a newer version of Kifua: use that one, or another data folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The history was damaged: {count} screenings are left. The damaged file is kept ({path}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} of these X-rays could not be stored in the history {path} ({error}).</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>reception</name>
    <message>
        <source>Waiting for X-rays at {address}, port {port}, as {title}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This computer is in no network now: connect it, and X-rays can come.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ready for X-rays from the X-ray machine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the last one came at {time}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> or </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No X-rays can come. {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Off: no X-rays can come.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No X-rays can come yet: add the X-ray machine in the settings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Getting ready…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>report</name>
    <message>
        <source>Danger signs come before the X-ray. Tick what the child has:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Score: not shown, the age is not known.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Report of a chest X-ray screening</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The X-ray. There is no evidence map for it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A small copy of the X-ray: its file is not there any more. Do not judge details by it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no X-ray to show.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Limits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kifua {version} · model {model}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{text} (shortened)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Patient id</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Age</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sex</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>X-ray file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Taken on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accession no.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Report by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How it is shown: {changes}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Score: {score}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clinician&apos;s decision</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Screened on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The X-ray</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With the evidence map: where the model saw signs. It does not outline a disease.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checked: {none_found}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The child</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This result</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Signature</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Date</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>of the report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing can be drawn there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reports</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Making the reports: {done} of {total}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Summary of chest X-rays</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Patient</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Decision</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Danger signs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Score</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With danger signs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Signs on an X-ray are not a diagnosis.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Page {number} of {total}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>X-rays</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not seen yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Decided</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{first} to {last}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>And {count} more: the table in Kifua has them all.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An X-ray that was screened more than once counts once.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Period</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>rescreening</name>
    <message>
        <source>Screen the X-ray turned and inverted as it is shown; its brightness and the file stay as they are</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Screen as s&amp;hown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only an X-ray that was refused for how it lies or looks is screened as it is shown.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Screen it as it is shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file of this X-ray is not there to be screened.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Turn or invert the X-ray first.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>resume</name>
    <message>
        <source>Kifua was closed before “{folder}” was finished: {done} of {total} done.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is done stays in the worklist.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It goes on as it was begun: {begun}. The settings now say: {now}. To use them, open the folder again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Continue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forget it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Begun: {time}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Do not offer it again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kifua was closed before “{folder}” was begun.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>review</name>
    <message>
        <source>This child needs urgent attention, whatever the X-ray shows: give the first treatment now, and refer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Danger sign</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The chest draws in: this comes first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A danger sign comes first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By WHO&apos;s guideline this is pneumonia, whatever the X-ray shows: treat the child now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Agree</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Disagree</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Signs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No signs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Can&apos;t tell</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Treated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Referred</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sent home</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Other</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cannot drink or breastfeed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Vomits everything</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Convulsions, now or before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lethargic or unconscious</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Chest draws in with each breath</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Oxygen below 90%</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No danger signs ({who_and_when})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Danger signs were marked on the child&apos;s other X-ray of the day, {time}:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Danger sign: {signs}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>scheduled</name>
    <message>
        <source>Time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Patient id</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Age</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sex</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Examination</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>source</name>
    <message>
        <source>Screened {date}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>X-ray taken</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accession number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>View</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Side of the body</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>X-ray machine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exposure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{number} kV</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{number} mAs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>exposure index {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>deviation index {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>X-ray of {date}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file of the X-ray says: {facts}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>patient id {id}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>name {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>age {age}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>right</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>specialist</name>
    <message>
        <source>{name}: threshold {threshold}, uncertain from {low} to {high}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{value} (95% interval {interval}). {population}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How well it tells pneumonia from normal (AUROC: 1 is always, 0.5 is by chance)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Right, of all X-rays</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Found, of the X-rays with pneumonia (sensitivity)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No alarm, of the normal X-rays (specificity)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How well it tells bacterial from viral (AUROC)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Right about bacterial or viral, of the pneumonias</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Right, of the X-rays that it does not call uncertain</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Called uncertain, of all X-rays</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How far the score is from the true share, on average</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>AUROC of the same model before it was made smaller</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name}: threshold {threshold}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>AUROC</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sensitivity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Specificity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kifua</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of 100 X-rays with pneumonia it finds {found}; of 100 normal X-rays it raises no alarm on {silent}. In brackets: where the figure lies with 95% certainty. Without the uncertain band, measured on: {population}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{value} ({low} to {high})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Operating point</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SHA-256 of the file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{low} to {high}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{number}%</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{low}% to {high}%</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Score (calibrated probability)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pattern, with its score</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>View and size of the chest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the file does not say</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unclear</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>start</name>
    <message>
        <source>Go on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New here?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A sample X-ray</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The guide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>yesterday</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>today</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{folder}: {count} left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} not seen in the last {days} days</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Continue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Do not offer it again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open (F1)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{folder}: not begun</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Worklist</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>statistics</name>
    <message>
        <source>Why X-rays were not assessed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Do you agree with Kifua?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of the uncertain X-rays, people saw signs in {signs} and none in {no_signs}; of {cannot_tell} they could not tell.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>X-rays a week</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>X-rays a month</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>X-rays a year</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the history holds. An X-ray that was screened more than once counts once, as it was screened last.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of each verdict</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of all X-rays of the period. In brackets and as a line: where the share lies with 95% certainty.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>agree</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>disagree</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>can&apos;t tell</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Uncertain, of the X-rays assessed each week</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Uncertain, of the X-rays assessed each month</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Uncertain, of the X-rays assessed each year</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Too few to say: a share is shown where at least {count} X-rays were assessed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} of {cases}: {share} ({low} to {high})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every X-ray of the period was assessed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reason</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>X-rays</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody has answered yet. Beside each X-ray, Kifua asks: “What do you say?” The answers come here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Agreed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Uncertain</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Week</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Month</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Year</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} of {cases}: too few to say</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By the first reason. X-rays that were not assessed: {count}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{verdict}: agreed with {share}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{number}%</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The line at each dot: where the share lies with 95% certainty. No dot: fewer than {count} X-rays.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Week from {date}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{span} (until now)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The share agreed with, of those agreed or disagreed with. Answers: to {answered} of {assessed} X-rays. Whoever answers has seen the verdict first: this does not say how often Kifua is right.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{span}: {count}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another reason</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File not found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File may not be opened</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Path too long</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Empty file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File too large</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not a picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Damaged picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Too many pixels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Picture too hard to open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Several pictures in one file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unknown kind of DICOM file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>DICOM file without a picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kifua failed on the file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Too few pixels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Almost no contrast</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Too bright or too dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Too long and narrow for a chest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colour picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not a plain X-ray</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Raw image of the X-ray unit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not a chest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not a frontal view</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On its side or upside down</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Negative, dark for bright</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A part of the lungs cut off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not like a frontal chest X-ray</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not for this age: an older child</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not for this age: under one year, or an adult</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>verdict_text</name>
    <message>
        <source>Not for this age</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go by the patient and your guideline.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only for {low} to {high} years: give the age first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kifua is made for {low} to {high} years.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Age not given: this holds only for children of {low} to {high} years.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{low} to {high} years, learned in one hospital</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>age not known</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%Ln month(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln year(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Signs of pneumonia: {count}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No signs: {count}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Uncertain: {count}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not assessed: {count}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Signs of pneumonia</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No signs of pneumonia</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Uncertain: have it read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not assessed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No signs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Have it read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Examine the child and follow your guideline. A sign on an X-ray is not a diagnosis.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go by the child: danger signs and fast breathing count for more than an X-ray.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Have it read by a clinician or radiologist. Until then, go by the child and your guideline.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No verdict was made. Go by the child and your guideline.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{files}: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>only {low} to {high} years</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{number} years</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no signs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>have it read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>signs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Below {low} no signs, from {high} on signs, between them: have it read by a clinician or radiologist.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>signs only from {high} on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not assessed: {why}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>girl / female</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>boy / male</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>bacterial</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>viral</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pattern: {pattern}: a pattern, not a diagnosis</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Below {high} no signs, from {high} on signs.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>view_actions</name>
    <message>
        <source>Brightness and contrast: drag with the right button of the mouse, or use sliders</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show where the model sees signs of pneumonia, and where it sees signs against it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the X-ray and its evidence map side by side</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zoom &amp;out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Fit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the whole X-ray</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zoom &amp;in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Actual size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the X-ray at its actual size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Turn &amp;left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Turn left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Turn ri&amp;ght</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Turn right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In&amp;vert</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Swap black and white</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Invert</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Brightness and contrast</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Brightness</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Evidence map</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Evidence map be&amp;side</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Side by side</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Reset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the X-ray as it was opened</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reset</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>window</name>
    <message>
        <source>&amp;File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Open X-ray…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open &amp;folder…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Paste picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Export CSV…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the &amp;sample X-rays</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Check this installation…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;About</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;X-ray</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Worklist</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>St&amp;atistics</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Settings</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>xray_header</name>
    <message>
        <source>Screen this X-ray anew; patient and danger signs stay, the decision does not</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next X-ray of the worklist that nobody has seen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to the worklist</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show another X-ray of the patient beside this one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous X-ray</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next X-ray</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bac&amp;k to the worklist</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Previous X-ray</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Next X-ray</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ne&amp;xt not seen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Screen &amp;this again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Compare</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next not seen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Screen again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
