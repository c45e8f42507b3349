//! What an in-process `.asmx` service needs: a server, a small document, faults, misbehaviour on command.
