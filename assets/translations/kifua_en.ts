<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en">
<context>
    <name>AboutDialog</name>
    <message numerus="yes">
        <source>All is well: %Ln of %Ln X-ray(s) give(s) the words and scores here that they gave where the model was made.</source>
        <translation>
            <numerusform>All is well: %Ln of %Ln X-ray gives the words and the score here that it gave where the model was made.</numerusform>
            <numerusform>All is well: %Ln of %Ln X-rays give the words and scores here that they gave where the model was made.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Archive</name>
    <message numerus="yes">
        <source>%Ln result(s) on the way to the archive.</source>
        <translation>
            <numerusform>%Ln result on the way to the archive.</numerusform>
            <numerusform>%Ln results on the way to the archive.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BackupDialog</name>
    <message numerus="yes">
        <source>%Ln screening(s)</source>
        <translation>
            <numerusform>%Ln screening</numerusform>
            <numerusform>%Ln screenings</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BatchBar</name>
    <message numerus="yes">
        <source>%Ln more folder(s) waiting</source>
        <translation>
            <numerusform>%Ln more folder waiting</numerusform>
            <numerusform>%Ln more folders waiting</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln new X-ray(s) screened</source>
        <translation>
            <numerusform>%Ln new X-ray screened</numerusform>
            <numerusform>%Ln new X-rays screened</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BatchRunner</name>
    <message numerus="yes">
        <source>{batch} waits: it is screened after %Ln other folder(s).</source>
        <translation>
            <numerusform>{batch} waits: it is screened after %Ln other folder.</numerusform>
            <numerusform>{batch} waits: it is screened after %Ln other folders.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Deidentify</name>
    <message numerus="yes">
        <source>%Ln X-ray(s) saved without the patient&apos;s identity.</source>
        <translation>
            <numerusform>%Ln X-ray saved without the patient&apos;s identity.</numerusform>
            <numerusform>%Ln X-rays saved without the patient&apos;s identity.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DeleteAll</name>
    <message numerus="yes">
        <source>Delete all %Ln screening(s)…</source>
        <translation>
            <numerusform>Delete all %Ln screening…</numerusform>
            <numerusform>Delete all %Ln screenings…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Delete the whole history, %Ln screening(s), and the list of recent files?</source>
        <translation>
            <numerusform>Delete the whole history, %Ln screening, and the list of recent files?</numerusform>
            <numerusform>Delete the whole history, %Ln screenings, and the list of recent files?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln screening(s) deleted.</source>
        <translation>
            <numerusform>%Ln screening deleted.</numerusform>
            <numerusform>%Ln screenings deleted.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Deletion</name>
    <message numerus="yes">
        <source>Delete %Ln screening(s)?</source>
        <translation>
            <numerusform>Delete %Ln screening?</numerusform>
            <numerusform>Delete %Ln screenings?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln screening(s) deleted.</source>
        <translation>
            <numerusform>%Ln screening deleted.</numerusform>
            <numerusform>%Ln screenings deleted.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln screening(s) restored.</source>
        <translation>
            <numerusform>%Ln screening restored.</numerusform>
            <numerusform>%Ln screenings restored.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EmptyState</name>
    <message numerus="yes">
        <source>Show all %Ln screening(s)</source>
        <translation>
            <numerusform>Show all %Ln screening</numerusform>
            <numerusform>Show all %Ln screenings</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FolderWatch</name>
    <message numerus="yes">
        <source>%Ln file(s) from before left alone: open the folder to screen what is there now.</source>
        <translation>
            <numerusform>%Ln file from before left alone: open the folder to screen what is there now.</numerusform>
            <numerusform>%Ln files from before left alone: open the folder to screen what is there now.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PatientBox</name>
    <message numerus="yes">
        <source>%Ln X-ray(s)</source>
        <translation>
            <numerusform>%Ln X-ray</numerusform>
            <numerusform>%Ln X-rays</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PrivacySection</name>
    <message numerus="yes">
        <source>%Ln day(s)</source>
        <translation>
            <numerusform>%Ln day</numerusform>
            <numerusform>%Ln days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Reception</name>
    <message numerus="yes">
        <source>%Ln X-ray(s) received whose result is not kept yet: screened again later.</source>
        <translation>
            <numerusform>%Ln X-ray received whose result is not kept yet: screened again later.</numerusform>
            <numerusform>%Ln X-rays received whose results are not kept yet: screened again later.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RetentionNotice</name>
    <message numerus="yes">
        <source>Now these are %Ln screening(s).</source>
        <translation>
            <numerusform>Now this is %Ln screening.</numerusform>
            <numerusform>Now these are %Ln screenings.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RowActions</name>
    <message numerus="yes">
        <source>Report of %Ln X-ray(s)…</source>
        <translation>
            <numerusform>Report of %Ln X-ray…</numerusform>
            <numerusform>Report of %Ln X-rays…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Export %Ln X-ray(s) to CSV…</source>
        <translation>
            <numerusform>Export %Ln X-ray to CSV…</numerusform>
            <numerusform>Export %Ln X-rays to CSV…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Send %Ln result(s) to the archive</source>
        <translation>
            <numerusform>Send %Ln result to the archive</numerusform>
            <numerusform>Send %Ln results to the archive</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Save %Ln X-ray(s) without the identity…</source>
        <translation>
            <numerusform>Save %Ln X-ray without the identity…</numerusform>
            <numerusform>Save %Ln X-rays without the identity…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Copy %Ln row(s)</source>
        <translation>
            <numerusform>Copy %Ln row</numerusform>
            <numerusform>Copy %Ln rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Mark %Ln as seen</source>
        <translation>
            <numerusform>Mark %Ln as seen</numerusform>
            <numerusform>Mark %Ln as seen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Mark %Ln as not seen</source>
        <translation>
            <numerusform>Mark %Ln as not seen</numerusform>
            <numerusform>Mark %Ln as not seen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Delete %Ln screening(s)…</source>
        <translation>
            <numerusform>Delete %Ln screening…</numerusform>
            <numerusform>Delete %Ln screenings…</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RowCommands</name>
    <message numerus="yes">
        <source>%Ln row(s) copied to the clipboard.</source>
        <translation>
            <numerusform>%Ln row copied to the clipboard.</numerusform>
            <numerusform>%Ln rows copied to the clipboard.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RowPreview</name>
    <message numerus="yes">
        <source>%Ln row(s) selected.</source>
        <translation>
            <numerusform>%Ln row selected.</numerusform>
            <numerusform>%Ln rows selected.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ScheduledDialog</name>
    <message numerus="yes">
        <source>%Ln X-ray(s) planned.</source>
        <translation>
            <numerusform>%Ln X-ray planned.</numerusform>
            <numerusform>%Ln X-rays planned.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{shown} of %Ln X-ray(s) planned.</source>
        <translation>
            <numerusform>{shown} of %Ln X-ray planned.</numerusform>
            <numerusform>{shown} of %Ln X-rays planned.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln other examination(s) not shown.</source>
        <translation>
            <numerusform>%Ln other examination not shown.</numerusform>
            <numerusform>%Ln other examinations not shown.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>WorklistHeader</name>
    <message numerus="yes">
        <source>%Ln X-ray(s)</source>
        <translation>
            <numerusform>%Ln X-ray</numerusform>
            <numerusform>%Ln X-rays</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{shown} of %Ln X-ray(s)</source>
        <translation>
            <numerusform>{shown} of %Ln X-ray</numerusform>
            <numerusform>{shown} of %Ln X-rays</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Actions · %Ln selected</source>
        <translation>
            <numerusform>Actions · %Ln selected</numerusform>
            <numerusform>Actions · %Ln selected</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln not seen</source>
        <translation>
            <numerusform>%Ln not seen</numerusform>
            <numerusform>%Ln not seen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>WorklistPart</name>
    <message numerus="yes">
        <source>The server answers: %Ln X-ray(s) planned for today.</source>
        <translation>
            <numerusform>The server answers: %Ln X-ray planned for today.</numerusform>
            <numerusform>The server answers: %Ln X-rays planned for today.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>_Queues</name>
    <message numerus="yes">
        <source>%Ln file(s) waiting.</source>
        <translation>
            <numerusform>%Ln file waiting.</numerusform>
            <numerusform>%Ln files waiting.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln refused (status {status}): ask who looks after the archive.</source>
        <translation>
            <numerusform>%Ln refused (status {status}): ask who looks after the archive.</numerusform>
            <numerusform>%Ln refused (status {status}): ask who looks after the archive.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>batch_outcome</name>
    <message numerus="yes">
        <source>%Ln file(s) skipped: no X-ray(s).</source>
        <translation>
            <numerusform>%Ln file skipped: it is not an X-ray.</numerusform>
            <numerusform>%Ln files skipped: they are not X-rays.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s) left out: no chest X-ray(s) ({kinds}).</source>
        <translation>
            <numerusform>%Ln file left out: no chest X-ray ({kinds}).</numerusform>
            <numerusform>%Ln files left out: no chest X-rays ({kinds}).</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>clock</name>
    <message numerus="yes">
        <source>Screenings of more than %Ln day(s) ago are to be deleted.</source>
        <translation>
            <numerusform>Screenings of more than %Ln day ago are to be deleted.</numerusform>
            <numerusform>Screenings of more than %Ln days ago are to be deleted.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>These are %Ln screening(s). If the clock is or was wrong, cancel, and nothing is deleted.</source>
        <translation>
            <numerusform>This is %Ln screening. If the clock is or was wrong, cancel, and nothing is deleted.</numerusform>
            <numerusform>These are %Ln screenings. If the clock is or was wrong, cancel, and nothing is deleted.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>pace</name>
    <message numerus="yes">
        <source>about %Ln hour(s) left</source>
        <translation>
            <numerusform>about %Ln hour left</numerusform>
            <numerusform>about %Ln hours left</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %Ln minute(s) left</source>
        <translation>
            <numerusform>about %Ln minute left</numerusform>
            <numerusform>about %Ln minutes left</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>verdict_text</name>
    <message numerus="yes">
        <source>%Ln month(s)</source>
        <translation>
            <numerusform>%Ln month</numerusform>
            <numerusform>%Ln months</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln year(s)</source>
        <translation>
            <numerusform>%Ln year</numerusform>
            <numerusform>%Ln years</numerusform>
        </translation>
    </message>
</context>
</TS>
